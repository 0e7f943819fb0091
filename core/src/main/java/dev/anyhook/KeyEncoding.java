package dev.anyhook;

/** How the text of a signing secret becomes the key of the MAC. */
public enum KeyEncoding {
    /** The text as given, in UTF-8. */
    RAW,
    /** The text after a leading {@code whsec_}, in UTF-8. */
    STRIP_PREFIX,
    /** The text after an optional leading {@code whsec_}, decoded from standard base64. */
    BASE64
}
