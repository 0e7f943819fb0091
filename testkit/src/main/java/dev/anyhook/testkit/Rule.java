package dev.anyhook.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rule of {@code docs/provider-contract.md} that a test holds. Its number is in the report and in the message when
 * the rule is broken.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {
    /** The number of the rule. */
    String value();

    /** Whether a provider may deviate. */
    Force force() default Force.MUST;

    /** Where an author looks first when the rule is broken. */
    String look();

    /** How much a rule binds. */
    enum Force {
        /** No provider may break it. */
        MUST,
        /** A provider may deviate when its author says why: {@link WebhookProviderContract#deviations()}. */
        SHOULD
    }
}
