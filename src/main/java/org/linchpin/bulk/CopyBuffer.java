package org.linchpin.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format"), growing in memory. */
public final class CopyBuffer {

    /** Stands before all rows, and after them. */
    public static final byte[] BEGIN = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    public static final byte[] END = {(byte) 0xFF, (byte) 0xFF};

    private static final long POSTGRES_EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    public CopyBuffer(int expected) {
        bytes = new byte[expected];
    }

    /** Empty again, for other rows. */
    public CopyBuffer emptied() {
        size = 0;
        return this;
    }

    public int size() {
        return size;
    }

    public void writeTo(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes, 0, size);
    }

    public CopyBuffer row(int fields) {
        twoBytes(fields);
        return this;
    }

    public CopyBuffer integer(@Nullable Integer value) {
        if (value == null) {
            return nothing();
        }
        fourBytes(4);
        fourBytes(value);
        return this;
    }

    public CopyBuffer small(@Nullable Integer value) {
        if (value == null) {
            return nothing();
        }
        fourBytes(2);
        twoBytes(value);
        return this;
    }

    public CopyBuffer big(@Nullable Long value) {
        if (value == null) {
            return nothing();
        }
        fourBytes(8);
        eightBytes(value);
        return this;
    }

    public CopyBuffer real(@Nullable Double value) {
        if (value == null) {
            return nothing();
        }
        fourBytes(4);
        fourBytes(Float.floatToIntBits(value.floatValue()));
        return this;
    }

    public CopyBuffer twice(@Nullable Double value) {
        if (value == null) {
            return nothing();
        }
        fourBytes(8);
        eightBytes(Double.doubleToLongBits(value));
        return this;
    }

    public CopyBuffer flag(@Nullable Boolean value) {
        if (value == null) {
            return nothing();
        }
        fourBytes(1);
        room(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    public CopyBuffer day(@Nullable LocalDate value) {
        return value == null ? nothing() : integer((int) (value.toEpochDay() - POSTGRES_EPOCH));
    }

    public CopyBuffer text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        int length = value.length();
        room(4 + length * 3);
        int at = size;
        size += 4;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                // Rare in registers: let the JDK do surrogates and the rest.
                size = at + 4;
                raw(value.getBytes(StandardCharsets.UTF_8));
                break;
            }
            bytes[size++] = (byte) c;
        }
        INT.set(bytes, at, size - at - 4);
        return this;
    }

    /** The text, or null where there is none. */
    public CopyBuffer words(String value) {
        return value.isEmpty() ? nothing() : text(value);
    }

    private CopyBuffer nothing() {
        fourBytes(-1);
        return this;
    }

    private void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void twoBytes(int value) {
        room(2);
        SHORT.set(bytes, size, (short) value);
        size += 2;
    }

    private void fourBytes(int value) {
        room(4);
        INT.set(bytes, size, value);
        size += 4;
    }

    private void eightBytes(long value) {
        room(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
