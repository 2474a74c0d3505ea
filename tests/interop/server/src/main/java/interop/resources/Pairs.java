package interop.resources;

import com.linkedin.data.DataMap;
import com.linkedin.data.template.StringArray;
import com.linkedin.restli.common.ComplexResourceKey;
import com.linkedin.restli.common.PatchRequest;
import com.linkedin.restli.server.BatchCreateRequest;
import com.linkedin.restli.server.BatchCreateResult;
import com.linkedin.restli.server.BatchDeleteRequest;
import com.linkedin.restli.server.BatchFinderResult;
import com.linkedin.restli.server.BatchPatchRequest;
import com.linkedin.restli.server.BatchResult;
import com.linkedin.restli.server.BatchUpdateRequest;
import com.linkedin.restli.server.BatchUpdateResult;
import com.linkedin.restli.server.CollectionResult;
import com.linkedin.restli.server.CreateResponse;
import com.linkedin.restli.server.NoMetadata;
import com.linkedin.restli.server.PagingContext;
import com.linkedin.restli.server.UpdateResponse;
import com.linkedin.restli.server.annotations.Action;
import com.linkedin.restli.server.annotations.ActionParam;
import com.linkedin.restli.server.annotations.BatchFinder;
import com.linkedin.restli.server.annotations.Finder;
import com.linkedin.restli.server.annotations.Optional;
import com.linkedin.restli.server.annotations.PagingContextParam;
import com.linkedin.restli.server.annotations.QueryParam;
import com.linkedin.restli.server.annotations.RestLiCollection;
import com.linkedin.restli.server.annotations.RestMethod;
import com.linkedin.restli.server.resources.ComplexKeyResourceTemplate;
import interop.Records.Leaf;
import interop.Records.Meta;
import interop.Records.PairKey;
import interop.Records.PairParams;
import interop.Store;
import java.util.Set;

/** Keys that are records, with a record in them and parameters beside them. */
@RestLiCollection(name = "pairs", namespace = "interop", keyName = "id")
public class Pairs extends ComplexKeyResourceTemplate<PairKey, PairParams, Leaf> {
  private static final Store<ComplexResourceKey<PairKey, PairParams>> STORE =
      new Store<>("pairs", Pairs::keyOf);

  @Override
  public Leaf get(ComplexResourceKey<PairKey, PairParams> key) {
    return STORE.get(key);
  }

  @Override
  public BatchResult<ComplexResourceKey<PairKey, PairParams>, Leaf> batchGet(
      Set<ComplexResourceKey<PairKey, PairParams>> keys) {
    return STORE.batchGet(keys);
  }

  @RestMethod.GetAll
  public CollectionResult<Leaf, NoMetadata> all(@PagingContextParam PagingContext paging) {
    return STORE.getAll(paging);
  }

  @Override
  public CreateResponse create(Leaf entity) {
    return STORE.create(entity);
  }

  @Override
  public BatchCreateResult<ComplexResourceKey<PairKey, PairParams>, Leaf> batchCreate(
      BatchCreateRequest<ComplexResourceKey<PairKey, PairParams>, Leaf> request) {
    return STORE.batchCreate(request);
  }

  @Override
  public UpdateResponse update(ComplexResourceKey<PairKey, PairParams> key, Leaf entity) {
    return STORE.update(key, entity);
  }

  @Override
  public BatchUpdateResult<ComplexResourceKey<PairKey, PairParams>, Leaf> batchUpdate(
      BatchUpdateRequest<ComplexResourceKey<PairKey, PairParams>, Leaf> request) {
    return STORE.batchUpdate(request);
  }

  @Override
  public UpdateResponse update(
      ComplexResourceKey<PairKey, PairParams> key, PatchRequest<Leaf> patch) {
    return STORE.patch(key, patch);
  }

  @Override
  public BatchUpdateResult<ComplexResourceKey<PairKey, PairParams>, Leaf> batchUpdate(
      BatchPatchRequest<ComplexResourceKey<PairKey, PairParams>, Leaf> request) {
    return STORE.batchPatch(request);
  }

  @Override
  public UpdateResponse delete(ComplexResourceKey<PairKey, PairParams> key) {
    return STORE.delete(key);
  }

  @Override
  public BatchUpdateResult<ComplexResourceKey<PairKey, PairParams>, Leaf> batchDelete(
      BatchDeleteRequest<ComplexResourceKey<PairKey, PairParams>, Leaf> request) {
    return STORE.batchDelete(request);
  }

  @Finder("search")
  public CollectionResult<Leaf, Meta> search(
      @PagingContextParam PagingContext paging,
      @QueryParam("text") @Optional String text,
      @QueryParam("number") @Optional Long number,
      @QueryParam("flag") @Optional Boolean flag,
      @QueryParam("ratio") @Optional Double ratio,
      @QueryParam("texts") @Optional StringArray texts,
      @QueryParam("numbers") @Optional long[] numbers,
      @QueryParam("like") @Optional Leaf like) {
    return STORE.search(paging, text, number, flag, ratio, texts, numbers, like);
  }

  @BatchFinder(value = "searchMany", batchParam = "criteria")
  public BatchFinderResult<Leaf, Leaf, NoMetadata> searchMany(
      @PagingContextParam PagingContext paging, @QueryParam("criteria") Leaf[] criteria) {
    return STORE.searchMany(paging, criteria);
  }

  @Action(name = "echo")
  public Leaf echo(
      @ActionParam("leaf") Leaf leaf,
      @ActionParam("text") @Optional String text,
      @ActionParam("texts") @Optional StringArray texts) {
    return STORE.echo(leaf, text, texts);
  }

  @Action(name = "nothing")
  public void nothing() {
    STORE.nothing();
  }

  private static ComplexResourceKey<PairKey, PairParams> keyOf(Leaf entity, long number) {
    DataMap inner = new DataMap();
    inner.put("text", entity.text());
    PairKey key = new PairKey();
    key.data().put("major", entity.text());
    key.data().put("minor", number);
    key.data().put("inner", inner);
    return new ComplexResourceKey<>(key, null);
  }
}
