package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Identifier;

/** Vendor and product on USB or PCI. Numbers that belong to the maker of a chip are hints and no more. */
final class ProductIdEvidence implements Evidence {

    private static final int DIGITS = 4;

    private final VendorNames vendors;
    private final Findings findings;
    private final Map<String, Identifier> identifiers = new HashMap<>();

    ProductIdEvidence(Knowledge knowledge, VendorNames vendors, Findings findings) {
        this.vendors = vendors;
        this.findings = findings;
        for (Identifier id : knowledge.identifiers()) {
            if (id.kind().startsWith("usb_")
                    || id.kind().startsWith("pci_")
                    || id.kind().equals("also_seen")) {
                identifiers.put(id.kind() + " " + id.value().toLowerCase(Locale.ROOT), id);
            }
        }
    }

    @Override
    public List<Candidate> in(Wording said) {
        if (said.usbId().isEmpty()) {
            return List.of();
        }
        List<String> numbers = numbers(said.usbId());
        if (numbers.isEmpty()) {
            return List.of();
        }
        List<Candidate> exact = numbers.size() > 1
                ? ofPair(said.usbId(), numbers.get(0) + ":" + numbers.get(1), buses(said.usbId()))
                : List.of();
        return exact.isEmpty() ? ofVendor(said.usbId(), numbers.get(0), buses(said.usbId())) : exact;
    }

    /** The buses that the words allow, USB first. */
    private static List<String> buses(String said) {
        String words = said.toLowerCase(Locale.ROOT);
        if (words.contains("pci") || words.contains("ven_")) {
            return List.of("pci");
        }
        return words.contains("usb") || words.contains("vid_") ? List.of("usb") : List.of("usb", "pci");
    }

    /** The hexadecimal numbers of four digits, however they are dressed: {@code 0x2c7c/0x0125}, {@code VID_2C7C&PID_0125}. */
    private static List<String> numbers(String said) {
        List<String> numbers = new ArrayList<>(2);
        int from = 0;
        for (int i = 0; i <= said.length(); i++) {
            if (i == said.length() || !Character.isLetterOrDigit(said.charAt(i))) {
                String run = said.substring(from, i).toLowerCase(Locale.ROOT);
                String digits = run.startsWith("0x") ? run.substring(2) : run;
                if (digits.length() == DIGITS && hexadecimal(digits)) {
                    numbers.add(digits);
                } else if (digits.length() == 2 * DIGITS && hexadecimal(digits)) {
                    numbers.add(digits.substring(0, DIGITS));
                    numbers.add(digits.substring(DIGITS));
                }
                from = i + 1;
            }
        }
        return numbers;
    }

    private static boolean hexadecimal(String digits) {
        return digits.chars().allMatch(digit -> digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f');
    }

    private List<Candidate> ofPair(String said, String pair, List<String> buses) {
        for (String bus : buses) {
            Identifier exact = identifiers.get(bus + (bus.equals("usb") ? "_vid_pid " : "_vid_did ") + pair);
            if (exact != null && !exact.provesNothing()) {
                List<Candidate> found = new ArrayList<>();
                for (String module : String.valueOf(exact.module()).split("\\|")) {
                    found.add(ofModule(said, exact, module.trim()));
                }
                Identifier also = identifiers.get("also_seen " + pair);
                if (also != null) {
                    String vendor = String.valueOf(also.vendor());
                    found.add(findings.of(
                            String.valueOf(also.module()),
                            vendor,
                            Grade.D,
                            "product-id-shared",
                            said + " was also seen on " + vendors.display(vendor) + "'s " + also.module() + ".",
                            also.sources()));
                }
                return found;
            }
        }
        return List.of();
    }

    private Candidate ofModule(String said, Identifier exact, String module) {
        String vendor = String.valueOf(exact.vendor());
        String known = said + " is a product id of " + vendors.display(vendor) + ": " + module;
        return exact.underChipMaker()
                ? findings.of(
                        module,
                        vendor,
                        Grade.E,
                        "product-id-of-chip",
                        said + " was seen on " + vendors.display(vendor) + "'s " + module
                                + ", but its vendor number is the chip maker's and proves nothing.",
                        exact.sources())
                : findings.of(
                        module,
                        vendor,
                        exact.confidence().equals("low") ? Grade.E : Grade.B,
                        "product-id",
                        known + ".",
                        exact.sources());
    }

    private List<Candidate> ofVendor(String said, String number, List<String> buses) {
        for (String bus : buses) {
            Identifier vendor = identifiers.get(bus + "_vid " + number);
            if (vendor != null && !vendor.provesNothing() && !"oem_rebrand".equals(vendor.sharing())) {
                boolean exclusive = vendor.strength().equals("strong");
                String name = String.valueOf(vendor.vendor());
                return List.of(findings.of(
                        "",
                        name,
                        exclusive ? Grade.C : Grade.E,
                        "vendor-id",
                        said + " carries the vendor id of " + vendors.display(name)
                                + (exclusive ? "" : ", which others share") + ".",
                        vendor.sources()));
            }
        }
        return List.of();
    }
}
