package orcareward.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --dtype}: true for bfloat16. */
final class DtypeConverter implements ITypeConverter<Boolean> {
    @Override
    public Boolean convert(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "bfloat16", "bf16" -> true;
            case "float32", "fp32" -> false;
            default -> throw new TypeConversionException("'" + value + "' is neither float32 nor bfloat16");
        };
    }
}
