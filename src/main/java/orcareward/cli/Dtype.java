package orcareward.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values of {@code --dtype}. */
enum Dtype {
    FLOAT32, BFLOAT16;

    /** Takes the names of torch and the short ones. */
    static final class Converter implements ITypeConverter<Dtype> {
        @Override
        public Dtype convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "bfloat16", "bf16" -> BFLOAT16;
                case "float32", "fp32" -> FLOAT32;
                default -> throw new TypeConversionException("'" + value + "' is neither float32 nor bfloat16");
            };
        }
    }
}
