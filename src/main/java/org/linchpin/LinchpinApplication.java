package org.linchpin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Linchpin, an inventory of what critical infrastructure depends on. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LinchpinApplication {

    public static void main(String[] args) {
        SpringApplication.run(LinchpinApplication.class, args);
    }
}
