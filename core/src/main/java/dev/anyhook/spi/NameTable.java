package dev.anyhook.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** Makes parsers that share a table of the names they have met, and read bodies of few tokens only. */
final class NameTable extends JsonFactory {
    private static final long serialVersionUID = 1L;

    /** What a body may have of names, values, beginnings and ends together. */
    static final int FEW_TOKENS = 400;

    NameTable() {
        super((JsonFactoryBuilder) JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(FEW_TOKENS)
                        .build()));
    }

    /** How many names have been met by parsers that are closed. */
    int names() {
        return _byteSymbolCanonicalizer.size() + _rootCharSymbols.size();
    }
}
