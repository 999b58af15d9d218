package org.linchpin.briefing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How briefings are kept.
 *
 * @param lookAgain how often it is asked whether something moved, so that issued briefings are to be compared with today
 */
@ConfigurationProperties("linchpin.briefing")
record BriefingSettings(@DefaultValue("15s") Duration lookAgain) {}
