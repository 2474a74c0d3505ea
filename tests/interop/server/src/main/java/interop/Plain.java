package interop;

import com.linkedin.data.DataList;
import com.linkedin.data.DataMap;
import com.linkedin.data.codec.JacksonDataCodec;
import com.linkedin.data.template.RecordTemplate;
import com.linkedin.restli.common.ComplexResourceKey;
import com.linkedin.restli.common.CompoundKey;
import com.linkedin.restli.common.PatchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Arguments of resources as data that can be written as JSON. */
final class Plain {
  private Plain() {}

  /** A map of keys becomes a list of pairs, since keys need not be text. */
  static Object of(Object value) {
    if (value instanceof RecordTemplate) return copy(((RecordTemplate) value).data());
    if (value instanceof PatchRequest) return copy(((PatchRequest<?>) value).getPatchDocument());
    if (value instanceof ComplexResourceKey) return ofComplex((ComplexResourceKey<?, ?>) value);
    if (value instanceof CompoundKey) return ofCompound((CompoundKey) value);
    if (value instanceof Map) return ofMap((Map<?, ?>) value);
    if (value instanceof Collection) return ofList((Collection<?>) value);
    if (value instanceof Object[]) return ofList(Arrays.asList((Object[]) value));
    if (value instanceof long[]) return ofList(Arrays.stream((long[]) value).boxed().toList());
    if (value instanceof Number || value instanceof Boolean) return value;
    return value.toString();
  }

  private static DataMap ofComplex(ComplexResourceKey<?, ?> key) {
    DataMap map = copy(key.getKey().data());
    if (key.getParams() != null && !key.getParams().data().isEmpty()) {
      map.put("$params", copy(key.getParams().data()));
    }
    return map;
  }

  private static DataMap ofCompound(CompoundKey key) {
    DataMap map = new DataMap();
    for (String part : key.getPartKeys()) map.put(part, key.getPart(part));
    return map;
  }

  private static DataList ofMap(Map<?, ?> entries) {
    DataList list = new DataList();
    entries.forEach((key, value) -> list.add(ofList(Arrays.asList(key, value))));
    return list;
  }

  private static DataList ofList(Collection<?> items) {
    DataList list = new DataList();
    for (Object item : items) list.add(of(item));
    return list;
  }

  /** The same text for equal keys; the parameters of a complex key identify nothing. */
  static String canonical(Object key) {
    if (key instanceof ComplexResourceKey) {
      return sorted(((ComplexResourceKey<?, ?>) key).getKey().data());
    }
    if (key instanceof CompoundKey) return sorted(ofCompound((CompoundKey) key));
    return key.toString();
  }

  private static String sorted(DataMap data) {
    DataMap map = new DataMap();
    map.putAll(new TreeMap<>(data));
    return json(map);
  }

  static String json(DataMap map) {
    try {
      return new JacksonDataCodec().mapToString(map);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static DataMap copy(DataMap map) {
    try {
      return map.copy();
    } catch (CloneNotSupportedException error) {
      throw new IllegalStateException(error);
    }
  }
}
