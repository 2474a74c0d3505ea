package interop;

import com.linkedin.data.DataMap;
import com.linkedin.data.schema.RecordDataSchema;
import com.linkedin.data.template.DataTemplateUtil;
import com.linkedin.data.template.RecordTemplate;

/**
 * Entities and keys, written by hand: a constant SCHEMA and two constructors are all that Rest.li
 * asks of a record.
 */
public final class Records {
  private Records() {}

  private static RecordDataSchema record(String schema) {
    return (RecordDataSchema) DataTemplateUtil.parseSchema(schema);
  }

  /** What all resources hold. */
  public static final class Leaf extends RecordTemplate {
    private static final RecordDataSchema SCHEMA = record("""
        {"type": "record", "name": "Leaf", "namespace": "interop", "fields": [
          {"name": "text", "type": "string", "optional": true},
          {"name": "number", "type": "long", "optional": true},
          {"name": "flag", "type": "boolean", "optional": true},
          {"name": "ratio", "type": "double", "optional": true},
          {"name": "texts", "type": {"type": "array", "items": "string"}, "optional": true},
          {"name": "numbers", "type": {"type": "array", "items": "long"}, "optional": true},
          {"name": "map", "type": {"type": "map", "values": "string"}, "optional": true},
          {"name": "leaf", "type": "Leaf", "optional": true},
          {"name": "leaves", "type": {"type": "array", "items": "Leaf"}, "optional": true}]}
        """);

    public Leaf() {
      super(new DataMap(), SCHEMA);
    }

    public Leaf(DataMap data) {
      super(data, SCHEMA);
    }

    /** The text, which some resources make keys of. */
    public String text() {
      return String.valueOf(data().get("text"));
    }
  }

  /** What finders say beside their elements. */
  public static final class Meta extends RecordTemplate {
    private static final RecordDataSchema SCHEMA = record("""
        {"type": "record", "name": "Meta", "namespace": "interop", "fields": [
          {"name": "seen", "type": "int"}]}
        """);

    public Meta(int seen) {
      super(new DataMap(), SCHEMA);
      data().put("seen", seen);
    }

    public Meta(DataMap data) {
      super(data, SCHEMA);
    }
  }

  /** A key that is a record with a record in it. */
  public static final class PairKey extends RecordTemplate {
    private static final RecordDataSchema SCHEMA = record("""
        {"type": "record", "name": "PairKey", "namespace": "interop", "fields": [
          {"name": "major", "type": "string"},
          {"name": "minor", "type": "long"},
          {"name": "inner", "type": {"type": "record", "name": "Inner", "fields": [
            {"name": "text", "type": "string"},
            {"name": "texts", "type": {"type": "array", "items": "string"}, "optional": true}]}}]}
        """);

    public PairKey() {
      super(new DataMap(), SCHEMA);
    }

    public PairKey(DataMap data) {
      super(data, SCHEMA);
    }
  }

  /** What may stand beside such a key without being part of it. */
  public static final class PairParams extends RecordTemplate {
    private static final RecordDataSchema SCHEMA = record("""
        {"type": "record", "name": "PairParams", "namespace": "interop", "fields": [
          {"name": "version", "type": "string", "optional": true}]}
        """);

    public PairParams() {
      super(new DataMap(), SCHEMA);
    }

    public PairParams(DataMap data) {
      super(data, SCHEMA);
    }
  }
}
