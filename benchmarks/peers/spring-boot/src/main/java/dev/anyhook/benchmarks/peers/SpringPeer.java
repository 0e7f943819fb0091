package dev.anyhook.benchmarks.peers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A webhook endpoint as one would write it with Spring Boot. */
@SpringBootApplication
public class SpringPeer {
    /** Starts with the settings given as arguments. */
    public static void main(String[] args) {
        SpringApplication.run(SpringPeer.class, args);
    }
}
