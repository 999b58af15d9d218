package org.linchpin.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Given;
import org.linchpin.access.Sha256;
import org.linchpin.access.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Proves a receipt, and that a file is the one it speaks of, without asking anybody. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Proves a receipt offline, and that a file is the one it speaks of.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it holds", "1:it does not hold", "2:it cannot be read"})
public final class VerifyCommand implements Callable<Integer> {

    private static final String RECEIPT = "receipt";
    private static final String PUBLIC_KEY = "public key";

    @Parameters(paramLabel = "receipt.json", description = "the receipt, as the service gave it out")
    private Path receipt = Path.of("");

    @Parameters(paramLabel = "file", arity = "0..1", index = "1", description = "the file that was received")
    private @Nullable Path file;

    @Option(
            names = "--key",
            paramLabel = "receipt-key.pem",
            description =
                    "the service's public key, fetched from its address /receipt-key.pem; without it the key inside the receipt"
                            + " is taken, and only its fingerprint can tell whose it is")
    private @Nullable Path key;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try {
            JsonNode sealed = Given.json(receipt, JsonNode.class, RECEIPT);
            if (!sealed.path("statement").isString()
                    || !sealed.path("signature").isString()) {
                throw new Given.Unreadable(receipt, RECEIPT);
            }
            String statement = sealed.path("statement").asString("");
            JsonNode stated = Given.json(statement, JsonNode.class, Given.no(receipt, RECEIPT));
            List<String> faults = new ArrayList<>();
            String open = key == null ? sealed.path("publicKey").asString("") : Seal.bare(Given.text(key, PUBLIC_KEY));
            if (!SigningKey.opens(open)) {
                throw key == null ? new Given.Unreadable(receipt, RECEIPT) : new Given.Unreadable(key, PUBLIC_KEY);
            }
            say("Key        " + Seal.fingerprint(open)
                    + (key == null ? " (the one inside the receipt: compare it with the service's)" : ""));
            if (!SigningKey.holds(open, statement, sealed.path("signature").asString(""))) {
                faults.add("The signature does not belong to this statement and this key");
            }
            if (!stated.equals(sealed.path("submission"))
                    || !stated.path("receipt").equals(sealed.path("receipt"))) {
                faults.add("The receipt shows something else than the statement that is signed");
            }
            addsUp(stated.path("receipt"), faults);
            if (file != null) {
                compare(stated.path("file"), file, faults);
            }
            say("Submission " + stated.path("id").asString("?") + ", "
                    + stated.path("state").asString("?") + ", "
                    + stated.path("file").path("name").asString("?"));
            faults.forEach(this::say);
            say(faults.isEmpty() ? "The receipt holds" : "The receipt does NOT hold");
            return faults.isEmpty() ? 0 : 1;
        } catch (IOException unreadable) {
            say("It cannot be read: " + unreadable.getMessage());
            return 2;
        }
    }

    private static void addsUp(JsonNode receipt, List<String> faults) {
        long sum = receipt.path("accepted").asLong(-1)
                + receipt.path("unchanged").asLong(-1)
                + receipt.path("rejected").asLong(-1)
                + receipt.path("superseded").asLong(-1);
        if (sum != receipt.path("received").asLong(-2)) {
            faults.add("Its rows do not add up");
        }
    }

    private void compare(JsonNode stated, Path file, List<String> faults) throws IOException {
        String sha256 = sha256(file);
        say("File       " + sha256);
        if (!sha256.equals(stated.path("sha256").asString(""))) {
            faults.add("The file is not the one that was received: its SHA-256 would be "
                    + stated.path("sha256").asString("?"));
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void say(String line) {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        out.println(line);
    }
}
