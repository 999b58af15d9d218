package org.linchpin.account;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * A secret as a picture that an app's camera takes (QR code, ISO/IEC 18004): the address otpauth://totp/… as authenticators
 * read it, with their usual hash, six digits and thirty seconds, which are ours.
 *
 * @param size of its side in modules, with the quiet zone of four around it
 * @param path of its dark modules, as SVG draws it
 */
record FactorPicture(int size, String path) {

    private static final int QUIET = 4;

    /** The picture of a secret in Base32, for whoever goes by this name. */
    static FactorPicture of(String secret, String username) {
        String address = "otpauth://totp/Linchpin:%s?secret=%s&issuer=Linchpin"
                .formatted(UriUtils.encode(username, StandardCharsets.UTF_8), secret);
        try {
            return drawn(Encoder.encode(address, ErrorCorrectionLevel.M).getMatrix());
        } catch (WriterException impossible) {
            throw new IllegalStateException("No name and secret are too long for a picture", impossible);
        }
    }

    private static FactorPicture drawn(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new FactorPicture(modules.getWidth() + 2 * QUIET, path.toString());
    }
}
