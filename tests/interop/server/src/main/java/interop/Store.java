package interop;

import com.linkedin.data.DataMap;
import com.linkedin.data.template.StringArray;
import com.linkedin.data.transform.DataProcessingException;
import com.linkedin.restli.common.HttpStatus;
import com.linkedin.restli.common.PatchRequest;
import com.linkedin.restli.server.BatchCreateKVResult;
import com.linkedin.restli.server.BatchCreateRequest;
import com.linkedin.restli.server.BatchCreateResult;
import com.linkedin.restli.server.BatchDeleteRequest;
import com.linkedin.restli.server.BatchFinderResult;
import com.linkedin.restli.server.BatchPatchRequest;
import com.linkedin.restli.server.BatchResult;
import com.linkedin.restli.server.BatchUpdateEntityResult;
import com.linkedin.restli.server.BatchUpdateRequest;
import com.linkedin.restli.server.BatchUpdateResult;
import com.linkedin.restli.server.CollectionResult;
import com.linkedin.restli.server.CreateKVResponse;
import com.linkedin.restli.server.CreateResponse;
import com.linkedin.restli.server.NoMetadata;
import com.linkedin.restli.server.PagingContext;
import com.linkedin.restli.server.RestLiServiceException;
import com.linkedin.restli.server.UpdateEntityResponse;
import com.linkedin.restli.server.UpdateResponse;
import com.linkedin.restli.server.util.PatchApplier;
import interop.Records.Leaf;
import interop.Records.Meta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The entities of one resource, in order of their making, and all that its methods do. It notes
 * what it is given before it does anything.
 *
 * <p>An entity with the text "fail" is refused with 422, one key or criterion at a time.
 */
public final class Store<K> {
  private static final List<Store<?>> ALL = new ArrayList<>();

  private final String resource;
  private final BiFunction<Leaf, Long, K> keyOfCreated;
  private final Map<String, DataMap> entities = new LinkedHashMap<>();
  private long created;

  /** @param keyOfCreated makes the key of a created entity, from it and from its number. */
  public Store(String resource, BiFunction<Leaf, Long, K> keyOfCreated) {
    this.resource = resource;
    this.keyOfCreated = keyOfCreated;
    ALL.add(this);
  }

  /** Begins all over, in all resources. */
  public static void reset() {
    for (Store<?> store : ALL) {
      synchronized (store) {
        store.entities.clear();
        store.created = 0;
      }
    }
  }

  public synchronized Leaf get(K key) {
    Received.call(resource, "GET", "key", key);
    return has(key) ? find(key) : null;
  }

  public synchronized BatchResult<K, Leaf> batchGet(Set<K> keys) {
    Received.call(resource, "BATCH_GET", "keys", keys);
    Map<K, Leaf> found = new LinkedHashMap<>();
    Map<K, HttpStatus> statuses = new LinkedHashMap<>();
    Map<K, RestLiServiceException> errors = new LinkedHashMap<>();
    for (K key : keys) {
      if (has(key)) {
        found.put(key, find(key));
        statuses.put(key, HttpStatus.S_200_OK);
      } else {
        errors.put(key, missing());
        statuses.put(key, HttpStatus.S_404_NOT_FOUND);
      }
    }
    return new BatchResult<>(found, statuses, errors);
  }

  public synchronized CollectionResult<Leaf, NoMetadata> getAll(PagingContext paging) {
    Received.call(resource, "GET_ALL", "start", paging.getStart(), "count", paging.getCount());
    return new CollectionResult<>(page(paging), entities.size());
  }

  public synchronized CollectionResult<Leaf, Meta> search(
      PagingContext paging, String text, Long number, Boolean flag, Double ratio,
      StringArray texts, long[] numbers, Leaf like) {
    Received.call(resource, "FINDER", "start", paging.getStart(), "count", paging.getCount(),
        "text", text, "number", number, "flag", flag, "ratio", ratio,
        "texts", texts, "numbers", numbers, "like", like);
    return new CollectionResult<>(page(paging), entities.size(), new Meta(entities.size()));
  }

  public synchronized BatchFinderResult<Leaf, Leaf, NoMetadata> searchMany(
      PagingContext paging, Leaf[] criteria) {
    Received.call(resource, "BATCH_FINDER", "criteria", criteria);
    BatchFinderResult<Leaf, Leaf, NoMetadata> result = new BatchFinderResult<>();
    for (Leaf criterion : criteria) {
      try {
        refuseFailures(criterion);
        result.putResult(criterion, new CollectionResult<>(page(paging), entities.size()));
      } catch (RestLiServiceException error) {
        result.putError(criterion, error);
      }
    }
    return result;
  }

  private List<Leaf> page(PagingContext paging) {
    return entities.values().stream()
        .skip(paging.getStart())
        .limit(paging.getCount())
        .map(data -> new Leaf(Plain.copy(data)))
        .toList();
  }

  public synchronized CreateResponse create(Leaf entity) {
    Received.call(resource, "CREATE", "entity", entity);
    return new CreateResponse(add(entity));
  }

  public synchronized CreateKVResponse<K, Leaf> createAndReturn(Leaf entity) {
    Received.call(resource, "CREATE", "entity", entity);
    return addAndReturn(entity);
  }

  public synchronized BatchCreateResult<K, Leaf> batchCreate(BatchCreateRequest<K, Leaf> request) {
    Received.call(resource, "BATCH_CREATE", "entities", request.getInput());
    List<CreateResponse> answers = new ArrayList<>();
    for (Leaf entity : request.getInput()) {
      try {
        answers.add(new CreateResponse(add(entity)));
      } catch (RestLiServiceException error) {
        answers.add(new CreateResponse(error));
      }
    }
    return new BatchCreateResult<>(answers);
  }

  public synchronized BatchCreateKVResult<K, Leaf> batchCreateAndReturn(
      BatchCreateRequest<K, Leaf> request) {
    Received.call(resource, "BATCH_CREATE", "entities", request.getInput());
    List<CreateKVResponse<K, Leaf>> answers = new ArrayList<>();
    for (Leaf entity : request.getInput()) {
      try {
        answers.add(addAndReturn(entity));
      } catch (RestLiServiceException error) {
        answers.add(new CreateKVResponse<>(error));
      }
    }
    return new BatchCreateKVResult<>(answers);
  }

  private K add(Leaf entity) {
    refuseFailures(entity);
    K key = keyOfCreated.apply(entity, ++created);
    put(key, entity);
    return key;
  }

  private CreateKVResponse<K, Leaf> addAndReturn(Leaf entity) {
    K key = add(entity);
    return new CreateKVResponse<>(key, find(key));
  }

  public synchronized UpdateResponse update(K key, Leaf entity) {
    Received.call(resource, "UPDATE", "key", key, "entity", entity);
    return new UpdateResponse(replace(key, entity));
  }

  public synchronized BatchUpdateResult<K, Leaf> batchUpdate(BatchUpdateRequest<K, Leaf> request) {
    Received.call(resource, "BATCH_UPDATE", "entities", request.getData());
    return each(request.getData(), (key, entity) -> new UpdateResponse(replace(key, entity)));
  }

  private HttpStatus replace(K key, Leaf entity) {
    refuseFailures(entity);
    HttpStatus status = has(key) ? HttpStatus.S_204_NO_CONTENT : HttpStatus.S_201_CREATED;
    put(key, entity);
    return status;
  }

  public synchronized UpdateResponse patch(K key, PatchRequest<Leaf> patch) {
    Received.call(resource, "PARTIAL_UPDATE", "key", key, "patch", patch);
    apply(key, patch);
    return new UpdateResponse(HttpStatus.S_204_NO_CONTENT);
  }

  public synchronized UpdateEntityResponse<Leaf> patchAndReturn(K key, PatchRequest<Leaf> patch) {
    patch(key, patch);
    return new UpdateEntityResponse<>(HttpStatus.S_200_OK, find(key));
  }

  public synchronized BatchUpdateResult<K, Leaf> batchPatch(BatchPatchRequest<K, Leaf> request) {
    Received.call(resource, "BATCH_PARTIAL_UPDATE", "patches", request.getData());
    return each(request.getData(), (key, patch) -> {
      apply(key, patch);
      return new UpdateResponse(HttpStatus.S_204_NO_CONTENT);
    });
  }

  public synchronized BatchUpdateEntityResult<K, Leaf> batchPatchAndReturn(
      BatchPatchRequest<K, Leaf> request) {
    Received.call(resource, "BATCH_PARTIAL_UPDATE", "patches", request.getData());
    Map<K, UpdateEntityResponse<Leaf>> done = new LinkedHashMap<>();
    Map<K, RestLiServiceException> errors = new LinkedHashMap<>();
    request.getData().forEach((key, patch) -> {
      try {
        apply(key, patch);
        done.put(key, new UpdateEntityResponse<>(HttpStatus.S_200_OK, find(key)));
      } catch (RestLiServiceException error) {
        errors.put(key, error);
      }
    });
    return new BatchUpdateEntityResult<>(done, errors);
  }

  private void apply(K key, PatchRequest<Leaf> patch) {
    if (!has(key)) throw missing();
    Leaf leaf = find(key);
    try {
      PatchApplier.applyPatch(leaf, patch);
    } catch (DataProcessingException error) {
      throw new RestLiServiceException(HttpStatus.S_400_BAD_REQUEST, error.getMessage());
    }
    refuseFailures(leaf);
    put(key, leaf);
  }

  public synchronized UpdateResponse delete(K key) {
    Received.call(resource, "DELETE", "key", key);
    if (!has(key)) throw missing();
    return remove(key);
  }

  public synchronized BatchUpdateResult<K, Leaf> batchDelete(BatchDeleteRequest<K, Leaf> request) {
    Received.call(resource, "BATCH_DELETE", "keys", request.getKeys());
    Map<K, K> keys = new LinkedHashMap<>();
    for (K key : request.getKeys()) keys.put(key, key);
    return each(keys, (key, same) -> remove(key));
  }

  /** In a batch a status of 404 stands among the results, which Rest.li allows. */
  private UpdateResponse remove(K key) {
    boolean found = entities.remove(Plain.canonical(key)) != null;
    return new UpdateResponse(found ? HttpStatus.S_204_NO_CONTENT : HttpStatus.S_404_NOT_FOUND);
  }

  private <V> BatchUpdateResult<K, Leaf> each(
      Map<K, V> inputs, BiFunction<K, V, UpdateResponse> work) {
    Map<K, UpdateResponse> done = new LinkedHashMap<>();
    Map<K, RestLiServiceException> errors = new LinkedHashMap<>();
    inputs.forEach((key, input) -> {
      try {
        done.put(key, work.apply(key, input));
      } catch (RestLiServiceException error) {
        errors.put(key, error);
      }
    });
    return new BatchUpdateResult<>(done, errors);
  }

  public Leaf echo(Leaf leaf, String text, StringArray texts) {
    Received.call(resource, "ACTION", "leaf", leaf, "text", text, "texts", texts);
    return leaf;
  }

  public synchronized String textOf(K key) {
    Received.call(resource, "ACTION", "key", key);
    if (!has(key)) throw missing();
    return find(key).text();
  }

  public void nothing() {
    Received.call(resource, "ACTION");
  }

  private boolean has(K key) {
    return entities.containsKey(Plain.canonical(key));
  }

  private Leaf find(K key) {
    return new Leaf(Plain.copy(entities.get(Plain.canonical(key))));
  }

  private void put(K key, Leaf entity) {
    entities.put(Plain.canonical(key), Plain.copy(entity.data()));
  }

  private static RestLiServiceException missing() {
    return new RestLiServiceException(HttpStatus.S_404_NOT_FOUND, "Not Found");
  }

  private static void refuseFailures(Leaf entity) {
    if ("fail".equals(entity.data().get("text"))) {
      throw new RestLiServiceException(HttpStatus.S_422_UNPROCESSABLE_ENTITY, "asked to fail");
    }
  }
}
