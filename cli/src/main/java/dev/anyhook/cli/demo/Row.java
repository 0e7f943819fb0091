package dev.anyhook.cli.demo;

/**
 * One delivery and what became of it.
 *
 * @param what what was done, in a few words
 * @param http the receiver's answer
 * @param verdict what verification says, and says again whoever asks
 * @param handled what the application's handler saw
 * @param right whether all of this is as it must be
 */
record Row(String what, String http, String verdict, String handled, boolean right) {}
