package dev.anyhook.sivi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.anyhook.Secret;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import dev.anyhook.spi.VendorApi;
import java.net.URI;
import java.util.List;

/**
 * Sets the one URL that Sivi keeps for an API key.
 *
 * <p>"Update Webhook" (read 2026-11-01): setting a URL replaces the one before; there is no way to read, list or clear
 * it, to limit it to some events or to have a token sent in a header. That the URL be https is our rule, not
 * Sivi's: the token travels in it.
 */
final class SiviApi {
    private static final String UPDATE_WEBHOOK = "update-webhook";
    private static final List<String> NOTES = List.of(
            "Sivi keeps one URL per API key: whatever URL was there before no longer receives anything,"
                    + " and Sivi cannot be asked what it was",
            "Sivi never repeats a delivery: what is missed while nobody listens must be read from its API",
            "Sivi signs nothing: whoever learns the registered URL, token included, can claim anything");

    private SiviApi() {}

    static ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        SiviAccount sivi = SiviAccount.of(account);
        Secret token = checkedToken(request);
        URI registered = UrlToken.appendedTo(request.url(), token);
        VendorAnswer answer = sivi.call(UPDATE_WEBHOOK, "POST", "")
                .hiding(token)
                .json(JsonNodeFactory.instance.objectNode().put("webhookUrl", registered.toString()))
                .send();
        int status = SiviAccount.innerStatus(answer);
        if (status != 200) {
            throw SiviAccount.refused(UPDATE_WEBHOOK, answer, status);
        }
        return new Configured(null, Change.REPLACED, false, NOTES);
    }

    private static Secret checkedToken(EndpointRequest request) {
        String scheme = request.url().getScheme();
        boolean local =
                "http".equals(scheme) && VendorApi.isLoopback(request.url().getHost());
        refuseIf(
                !"https".equals(scheme) && !local,
                "url must be https, or http on this machine only, because the token travels in it; it is " + scheme
                        + "://" + request.url().getHost());
        refuseIf(
                !request.eventTypes().isEmpty() && !request.eventTypes().equals(SiviStates.EVENT_TYPES),
                "eventTypes must be empty or all of "
                        + SiviStates.EVENT_TYPES.stream().sorted().toList()
                        + ": Sivi sends every event and cannot filter; got "
                        + request.eventTypes().stream().sorted().toList());
        refuseIf(request.description() != null, "description must be absent: Sivi keeps no note with its URL");
        refuseIf(request.bearer() != null, "bearer must be absent: Sivi sends no Authorization header; use urlToken");
        Secret token = request.urlToken();
        if (token == null) {
            throw new IllegalArgumentException("urlToken is missing: Sivi signs nothing, so that only a URL nobody can"
                    + " guess keeps strangers out; make one with: openssl rand -hex 32");
        }
        return token;
    }

    private static void refuseIf(boolean broken, String rule) {
        if (broken) {
            throw new IllegalArgumentException(rule);
        }
    }
}
