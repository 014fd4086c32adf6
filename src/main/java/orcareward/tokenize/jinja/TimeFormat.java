package orcareward.tokenize.jinja;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code datetime.now().strftime(format)} in Python's default locale. */
final class TimeFormat {
    private TimeFormat() {
    }

    static String format(String format, Clock clock) {
        LocalDateTime now = LocalDateTime.now(clock);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char code = format.charAt(++i);
            boolean unpadded = code == '-' && i + 1 < format.length();
            String part = part(unpadded ? format.charAt(++i) : code, now);
            out.append(unpadded ? withoutPadding(part) : part);
        }
        return out.toString();
    }

    private static String withoutPadding(String number) {
        int at = 0;
        while (at < number.length() - 1 && number.charAt(at) == '0') {
            at++;
        }
        return number.substring(at);
    }

    private static String part(char code, LocalDateTime now) {
        return switch (code) {
            case 'a' -> java("EEE", now);
            case 'A' -> java("EEEE", now);
            case 'b', 'h' -> java("MMM", now);
            case 'B' -> java("MMMM", now);
            case 'c' -> java("EEE MMM ", now) + part('e', now) + java(" HH:mm:ss yyyy", now);
            case 'd' -> java("dd", now);
            case 'D', 'x' -> java("MM/dd/yy", now);
            case 'e' -> String.format(Locale.ROOT, "%2d", now.getDayOfMonth());
            case 'F' -> java("yyyy-MM-dd", now);
            case 'f' -> java("SSSSSS", now);
            case 'H' -> java("HH", now);
            case 'I' -> java("hh", now);
            case 'j' -> java("DDD", now);
            case 'm' -> java("MM", now);
            case 'M' -> java("mm", now);
            case 'n' -> "\n";
            case 'p' -> now.getHour() < 12 ? "AM" : "PM";
            case 'R' -> java("HH:mm", now);
            case 'S' -> java("ss", now);
            case 't' -> "\t";
            case 'T', 'X' -> java("HH:mm:ss", now);
            case 'u' -> Integer.toString(now.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(now.getDayOfWeek().getValue() % 7);
            case 'y' -> java("yy", now);
            case 'Y' -> java("yyyy", now);
            case 'z', 'Z' -> "";
            case '%' -> "%";
            default -> throw JinjaException.operation("the time format '%" + code + "' is not supported");
        };
    }

    private static String java(String pattern, LocalDateTime now) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now);
    }
}
