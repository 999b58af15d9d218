package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a camera reads off the picture. */
class FactorPictureTests {

    private static final Pattern DARK = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final String SECRET = "AO56L4BQOJT65TXQCZ5V2AT3Z5XSZ7BE";

    @Test
    void aCameraReadsWhoseSecretItIsAndOfWhat() throws Exception {
        assertThat(read(FactorPicture.of(SECRET, "ana.lyst")))
                .isEqualTo("otpauth://totp/Linchpin:ana.lyst?secret=" + SECRET + "&issuer=Linchpin");
    }

    @Test
    void aNameIsWrittenAsAddressesWriteIt() throws Exception {
        assertThat(read(FactorPicture.of(SECRET, "a&b c@example.org")))
                .startsWith("otpauth://totp/Linchpin:a%26b%20c%40example.org?secret=");
    }

    @Test
    void theLongestNameFitsAndNothingIsDrawnAtTheEdge() throws Exception {
        FactorPicture picture = FactorPicture.of(SECRET, "n".repeat(60));
        assertThat(read(picture)).contains("n".repeat(60));
        Matcher dark = DARK.matcher(picture.path());
        while (dark.find()) {
            assertThat(Integer.parseInt(dark.group(1))).isBetween(4, picture.size() - 5);
            assertThat(Integer.parseInt(dark.group(2))).isBetween(4, picture.size() - 5);
        }
    }

    private static String read(FactorPicture picture) throws Exception {
        int side = picture.size() - 8;
        BitMatrix modules = new BitMatrix(side);
        Matcher dark = DARK.matcher(picture.path());
        while (dark.find()) {
            modules.set(Integer.parseInt(dark.group(1)) - 4, Integer.parseInt(dark.group(2)) - 4);
        }
        return new Decoder().decode(modules).getText();
    }
}
