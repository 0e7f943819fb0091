package dev.anyhook.signing;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor signs with HMAC-SHA256, as data: what is signed, in which headers its parts and the signatures come, and
 * how they are written. Immutable: each method gives a changed copy.
 *
 * <pre>{@code
 * static final HmacScheme SCHEME = HmacScheme.over("v0:{timestamp}:{body}")
 *         .timestampIn("X-Acme-Timestamp")
 *         .signatureIn("X-Acme-Signature", "v0=", Spelling.HEX);
 * }</pre>
 *
 * <p>Only what the template names can be an event's id or its instant. Without {@code {id}} an id may come from the
 * body, all of which is signed; without {@code {timestamp}} a recorded delivery never goes stale, and only the event's
 * id tells that it is a repetition. The window is that of the {@link TrustPolicy}.
 */
public final class HmacScheme {
    private static final char NO_SEPARATOR = '\n';
    private static final String LIST_FIRST = "say signaturesIn before timestampItem: it is an item of that list";
    private static final String NO_LIST =
            "signatureIn says that the header holds one signature and nothing else: say signaturesIn, with the"
                    + " separator, where a timestamp stands beside it";
    private static final int MAX_ID = 256;
    private static final int MAX_TIMESTAMP = 32;

    private final SignedText text;
    private final @Nullable SignatureHeader signatures;
    private final @Nullable HeaderRule id;
    private final @Nullable SignedTimestamp timestamp;
    private final KeyEncoding usual;
    private final boolean bearer;

    private HmacScheme(
            SignedText text,
            @Nullable SignatureHeader signatures,
            @Nullable HeaderRule id,
            @Nullable SignedTimestamp timestamp,
            KeyEncoding usual,
            boolean bearer) {
        this.text = text;
        this.signatures = signatures;
        this.id = id;
        this.timestamp = timestamp;
        this.usual = usual;
        this.bearer = bearer;
    }

    /**
     * A scheme that signs {@code template}: visible ASCII that ends in {@code {body}}, the bytes as they came, with
     * {@code {id}} and {@code {timestamp}} before it where the vendor signs them.
     *
     * @throws IllegalArgumentException if it is not of that form, or if the end of the id or of the timestamp could not
     *     be told from what follows
     */
    public static HmacScheme over(String template) {
        SignedText text = SignedText.of(Objects.requireNonNull(template, "template"));
        return new HmacScheme(text, null, null, null, KeyEncoding.RAW, false);
    }

    /** One signature, {@code mark} before it, and nothing else in {@code header}. */
    public HmacScheme signatureIn(String header, String mark, Spelling spelling) {
        return signaturesIn(header, NO_SEPARATOR, mark, spelling);
    }

    /**
     * A list of signatures in {@code header}, of which any may match. Items without {@code mark} before them are
     * skipped; with no mark at all every item counts.
     *
     * @throws IllegalArgumentException if {@link #timestampItem} has been said before, of another list
     */
    public HmacScheme signaturesIn(String header, char separator, String mark, Spelling spelling) {
        require(timestamp == null || !timestamp.isItem(), LIST_FIRST);
        return new HmacScheme(
                text, SignatureHeader.of(header, separator, mark, spelling), id, timestamp, usual, bearer);
    }

    /**
     * The id in {@code header}.
     *
     * @throws IllegalArgumentException if the template does not name it: an id that nobody signed proves nothing
     */
    public HmacScheme idIn(String header) {
        require(text.hasId(), text + " does not sign an {id}, so anyone could change the one in " + header);
        return new HmacScheme(text, signatures, HeaderRule.named(header, MAX_ID), timestamp, usual, bearer);
    }

    /**
     * The timestamp in {@code header}, in digits, seconds since 1970 unless {@link #inMilliseconds()}.
     *
     * @throws IllegalArgumentException if the template does not name it: a timestamp that nobody signed proves nothing
     */
    public HmacScheme timestampIn(String header) {
        return with(new SignedTimestamp(HeaderRule.named(header, MAX_TIMESTAMP), NO_SEPARATOR, "", false));
    }

    /**
     * The timestamp as an item of the list of signatures, {@code mark} before it.
     *
     * @throws IllegalArgumentException if the template does not name it, if it could be taken for a signature, or if
     *     {@link #signaturesIn} has not been said before; {@link #signatureIn} does not do, because it means no list
     */
    public HmacScheme timestampItem(String mark) {
        SignatureHeader list = given(signatures, LIST_FIRST);
        require(list.separator() != NO_SEPARATOR, NO_LIST);
        return with(list.timestamp(mark));
    }

    /** Has the timestamp count milliseconds instead of seconds. */
    public HmacScheme inMilliseconds() {
        SignedTimestamp known = given(timestamp, "say where the timestamp is before saying what it counts");
        return with(new SignedTimestamp(known.header(), known.separator(), known.mark(), true));
    }

    private HmacScheme with(SignedTimestamp other) {
        require(
                text.hasTimestamp(),
                text + " does not sign a {timestamp}, so anyone could change the one in "
                        + other.header().name());
        return new HmacScheme(text, signatures, id, other, usual, bearer);
    }

    /** How secrets become keys unless a policy says otherwise; without this, {@link KeyEncoding#RAW}. */
    public HmacScheme withKeyEncoding(KeyEncoding encoding) {
        Objects.requireNonNull(encoding, "encoding");
        return new HmacScheme(text, signatures, id, timestamp, encoding, bearer);
    }

    /** The vendor can send a bearer token too: when a policy names one it must come, in addition to the signature. */
    public HmacScheme withOptionalBearer() {
        return new HmacScheme(text, signatures, id, timestamp, usual, true);
    }

    /**
     * The scheme with the secrets and the window of {@code trust}.
     *
     * @throws IllegalArgumentException if a secret is missing or cannot be read, if the policy asks for what this
     *     vendor never sends, or if the scheme does not say where all that it signs is found
     */
    public HmacSignature prepared(TrustPolicy trust) {
        SignatureHeader header =
                given(signatures, "the scheme over " + text + " does not say which header holds the signature");
        require(text.hasId() == (id != null), "the scheme over " + text + " does not say which header holds the {id}");
        require(
                text.hasTimestamp() == (timestamp != null),
                "the scheme over " + text + " does not say where the {timestamp} is");
        require(trust.urlTokens().isEmpty(), "a URL token has no place here: it proves less than the signature");
        Secret token = trust.bearer();
        require(bearer || token == null, "this vendor sends no bearer token, so every delivery would be refused");
        KeyEncoding chosen = trust.keyEncoding();
        return new HmacSignature(
                text,
                header.rule(),
                header.list(SecretKeys.prepare(trust, chosen == null ? usual : chosen)),
                id,
                timestamp,
                new Window(trust.tolerance()),
                token == null ? null : BearerToken.of(token));
    }

    private static <T> T given(@Nullable T part, String rule) {
        require(part != null, rule);
        return Objects.requireNonNull(part);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
