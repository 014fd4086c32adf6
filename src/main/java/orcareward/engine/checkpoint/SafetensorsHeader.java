package orcareward.engine.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orcareward.files.JsonFault;
import orcareward.problem.ProblemException;

/**
 * The JSON at the start of a safetensors file, with everything that the format demands of it checked: known types,
 * sizes that fit the shapes, and data end to end from the header to the last byte of the file.
 *
 * @param entries tensors by name, in the order of their bytes
 * @param metadata texts under {@code __metadata__}
 */
record SafetensorsHeader(Map<String, TensorEntry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    private static final String DAMAGED = "The file is damaged: download or copy it again";
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Parses and checks {@code json}; {@code dataBytes} follow it in the file. */
    static SafetensorsHeader parse(Path file, byte[] json, long dataBytes) {
        ObjectNode tree = tree(file, json);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<TensorEntry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            if (field.getKey().equals(METADATA)) {
                field.getValue().properties().forEach(pair -> metadata.put(pair.getKey(), pair.getValue().asText()));
            } else {
                entries.add(entry(file, field.getKey(), field.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        checkLayout(file, entries, dataBytes);
        Map<String, TensorEntry> byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.put(entry.name(), entry));
        return new SafetensorsHeader(byName, metadata);
    }

    private static ObjectNode tree(Path file, byte[] json) {
        try {
            if (JSON.readTree(new String(json, StandardCharsets.UTF_8)) instanceof ObjectNode object) {
                return object;
            }
            throw new ProblemException(file.toString(), "its header is no JSON object", DAMAGED);
        } catch (JsonProcessingException e) {
            throw new ProblemException(file.toString(), "its header isn't valid JSON: " + JsonFault.inWords(e),
                    DAMAGED, e);
        }
    }

    private static TensorEntry entry(Path file, String name, JsonNode node) {
        String where = file + ", tensor " + name;
        DType dtype = dtype(where, node.path("dtype").asText("missing"));
        List<Long> shape = sizes(where, "shape", node.path("shape"));
        List<Long> offsets = sizes(where, "data_offsets", node.path("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw new ProblemException(where, "its data_offsets are " + offsets, DAMAGED);
        }
        long stored = offsets.get(1) - offsets.get(0);
        long needed;
        try {
            needed = Math.multiplyExact(shape.stream().reduce(1L, Math::multiplyExact), (long) dtype.bytes());
        } catch (ArithmeticException e) {
            throw new ProblemException(where, "its shape " + shape + " is larger than any file", DAMAGED, e);
        }
        if (stored != needed) {
            throw new ProblemException(where, "its shape " + shape + " in " + dtype + " needs " + needed
                    + " bytes, but the header gives it " + stored, DAMAGED);
        }
        return new TensorEntry(name, dtype, shape, offsets.get(0), offsets.get(1));
    }

    private static DType dtype(String where, String name) {
        for (DType dtype : DType.values()) {
            if (dtype.name().equals(name)) {
                return dtype;
            }
        }
        throw new ProblemException(where, "its type is " + name,
                "Supported are F32, F16, BF16, F64 and integers; choose a model that isn't quantized");
    }

    private static List<Long> sizes(String where, String field, JsonNode array) {
        List<Long> sizes = new ArrayList<>();
        for (JsonNode size : array) {
            if (size.isIntegralNumber() && size.canConvertToLong() && size.longValue() >= 0) {
                sizes.add(size.longValue());
            }
        }
        if (!array.isArray() || sizes.size() != array.size()) {
            throw new ProblemException(where, "its " + field + " is " + (array.isMissingNode() ? "missing" : array),
                    DAMAGED);
        }
        return sizes;
    }

    private static void checkLayout(Path file, List<TensorEntry> entries, long dataBytes) {
        long expected = 0;
        for (TensorEntry entry : entries) {
            if (entry.begin() != expected) {
                throw new ProblemException(file + ", tensor " + entry.name(), "its data begins at byte " + entry.begin()
                        + " where the tensor before it ends at " + expected, DAMAGED);
            }
            if (entry.end() > dataBytes) {
                throw new ProblemException(file + ", tensor " + entry.name(), "the file is cut off: "
                        + entries.getLast().end() + " bytes of weights are announced, " + dataBytes + " are there",
                        "Download or copy the file again");
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw new ProblemException(file.toString(), (dataBytes - expected)
                    + " bytes follow the last tensor that the header names", DAMAGED);
        }
    }
}
