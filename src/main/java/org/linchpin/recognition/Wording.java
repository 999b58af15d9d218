package org.linchpin.recognition;

import java.util.List;

/**
 * The words of a register's line that identify equipment and module, as said: trimmed, and empty where not said.
 *
 * @param maker who made the equipment
 * @param model the equipment's model
 * @param orderCode its order code or batch
 * @param firmware the firmware's revision
 * @param connectivity how it is said to connect
 * @param moduleMaker who is said to have made the module inside
 * @param module the module's model
 * @param fccId the FCC ID on the label
 * @param tac the type allocation code, the first eight digits of an IMEI
 * @param usbId vendor and product on USB or PCI, four hexadecimal digits each with a colon between
 */
public record Wording(
        String maker,
        String model,
        String orderCode,
        String firmware,
        String connectivity,
        String moduleMaker,
        String module,
        String fccId,
        String tac,
        String usbId) {

    public List<String> words() {
        return List.of(maker, model, orderCode, firmware, connectivity, moduleMaker, module, fccId, tac, usbId);
    }
}
