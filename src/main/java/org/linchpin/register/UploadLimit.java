package org.linchpin.register;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * How large an uploaded file may be.
 *
 * @param size the most that is taken ({@code LINCHPIN_UPLOAD_LIMIT}), such as 500MB
 */
@ConfigurationProperties("linchpin.upload")
record UploadLimit(@Name("limit") @DefaultValue("8GB") DataSize size) {

    public long bytes() {
        return size.toBytes();
    }

    public String words() {
        long megabytes = size.toMegabytes();
        return megabytes % 1024 == 0 && megabytes > 0
                ? megabytes / 1024 + " GB"
                : megabytes > 0 ? megabytes + " MB" : size.toBytes() + " bytes";
    }
}
