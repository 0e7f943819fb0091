package dev.anyhook.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a URL from the command line. */
final class UrlConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            throw new TypeConversionException("'" + text + "' is not a URL");
        }
    }
}
