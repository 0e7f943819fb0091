package com.example.studio;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Writes down which of its jobs the vendors have finished. */
@SpringBootApplication
public class Studio {
    public static void main(String[] args) {
        SpringApplication.run(Studio.class, args);
    }
}
