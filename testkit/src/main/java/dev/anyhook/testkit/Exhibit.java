package dev.anyhook.testkit;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a failure may show of a delivery, and what it must not. */
final class Exhibit {
    /** A piece of a header that is long and shapeless enough to be a signature. */
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/_-]{32,}={0,2}");

    private Exhibit() {}

    /** The header names and sizes of {@code delivery}, never a value: "to 'acme', headers [...], 123 bytes, ...". */
    static String describe(RawDelivery delivery) {
        String headers = delivery.headers().map().entrySet().stream()
                .map(Exhibit::sizes)
                .collect(Collectors.joining(", ", "[", "]"));
        return "to endpoint '" + delivery.endpoint() + "', headers " + headers + ", a body of "
                + delivery.body().size() + " bytes, arriving " + delivery.receivedAt();
    }

    private static String sizes(Map.Entry<String, List<String>> header) {
        String sizes = header.getValue().stream()
                .map(value -> String.valueOf(value.length()))
                .collect(Collectors.joining(" and "));
        return header.getKey() + " (" + sizes + " characters)";
    }

    /** Every secret of the policy under test. */
    static List<Secret> secrets(Subject subject) {
        var secrets = new ArrayList<>(subject.trust().secrets());
        secrets.addAll(subject.trust().urlTokens());
        Secret bearer = subject.trust().bearer();
        if (bearer != null) {
            secrets.add(bearer);
        }
        return secrets;
    }

    /** What looks like a signature in the headers of the genuine delivery, other than the event's id. */
    static List<Secret> signatures(Subject subject) {
        String id = subject.event(subject.genuine()).id();
        return subject.neededHeaders().stream()
                .flatMap(name -> SIGNATURE.matcher(subject.value(name)).results())
                .map(MatchResult::group)
                .filter(piece -> !id.contains(piece))
                .map(Secret::of)
                .toList();
    }

    /** {@code text} without anything that must not be shown. */
    static String redacted(String text, List<Secret> hidden) {
        String shown = text;
        for (Secret secret : hidden) {
            shown = shown.replace(secret.reveal(), "[redacted]");
        }
        return shown;
    }
}
