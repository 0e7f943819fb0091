package dev.anyhook.simulators;

/** One vendor's HTTP contract: what it answers, and the form in which it says no. */
interface VendorApi {
    /** The answer to {@code request}, or a {@link Refusal} that {@link #refusal} gives its form. */
    Answer answer(ApiRequest request);

    /** An error answer in the vendor's form. */
    Answer refusal(int status, String words);

    /** What the vendor usually says with {@code status}. */
    String usualWords(int status);
}
