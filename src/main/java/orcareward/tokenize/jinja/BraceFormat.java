package orcareward.tokenize.jinja;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code str.format} with plain fields: {@code {}}, {@code {0}}, {@code {name}}. */
final class BraceFormat {
    private static final Pattern FIELD = Pattern.compile("\\{\\{|}}|\\{(\\w*)}|[{}]");

    private BraceFormat() {
    }

    static String format(String format, Arguments arguments, Budget budget) {
        StringBuilder out = new StringBuilder();
        Matcher field = FIELD.matcher(format);
        int at = 0;
        int next = 0;
        while (field.find()) {
            out.append(format, at, field.start());
            at = field.end();
            String name = field.group(1);
            if (name == null) {
                if (field.group().length() == 1) {
                    throw JinjaException.operation("the format '" + format + "' has a field that is not supported");
                }
                out.append(field.group().charAt(0));
                continue;
            }
            out.append(PyWriter.str(value(name.isEmpty() ? Integer.toString(next++) : name, arguments), budget));
            budget.checkSize(out.length());
        }
        out.append(format, at, format.length());
        budget.allow(out.length());
        return out.toString();
    }

    private static Value value(String name, Arguments arguments) {
        Value value = arguments.named().get(name);
        if (value == null && name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int place = Integer.parseInt(name);
            value = place < arguments.positional().size() ? arguments.positional().get(place) : null;
        }
        if (value == null) {
            throw JinjaException.operation("there is no value '" + name + "' to format");
        }
        return value;
    }
}
