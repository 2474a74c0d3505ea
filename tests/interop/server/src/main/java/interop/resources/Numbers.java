package interop.resources;

import com.linkedin.data.template.StringArray;
import com.linkedin.restli.common.PatchRequest;
import com.linkedin.restli.server.BatchCreateKVResult;
import com.linkedin.restli.server.BatchCreateRequest;
import com.linkedin.restli.server.BatchDeleteRequest;
import com.linkedin.restli.server.BatchFinderResult;
import com.linkedin.restli.server.BatchPatchRequest;
import com.linkedin.restli.server.BatchResult;
import com.linkedin.restli.server.BatchUpdateEntityResult;
import com.linkedin.restli.server.BatchUpdateRequest;
import com.linkedin.restli.server.BatchUpdateResult;
import com.linkedin.restli.server.CollectionResult;
import com.linkedin.restli.server.CreateKVResponse;
import com.linkedin.restli.server.NoMetadata;
import com.linkedin.restli.server.PagingContext;
import com.linkedin.restli.server.PathKeys;
import com.linkedin.restli.server.ResourceLevel;
import com.linkedin.restli.server.UpdateEntityResponse;
import com.linkedin.restli.server.UpdateResponse;
import com.linkedin.restli.server.annotations.Action;
import com.linkedin.restli.server.annotations.ActionParam;
import com.linkedin.restli.server.annotations.BatchFinder;
import com.linkedin.restli.server.annotations.Finder;
import com.linkedin.restli.server.annotations.Optional;
import com.linkedin.restli.server.annotations.PagingContextParam;
import com.linkedin.restli.server.annotations.PathKeysParam;
import com.linkedin.restli.server.annotations.QueryParam;
import com.linkedin.restli.server.annotations.RestLiCollection;
import com.linkedin.restli.server.annotations.RestMethod;
import com.linkedin.restli.server.annotations.ReturnEntity;
import com.linkedin.restli.server.resources.CollectionResourceTemplate;
import interop.Records.Leaf;
import interop.Records.Meta;
import interop.Store;
import java.util.Set;

/** Keys that are numbers; what is written comes back. */
@RestLiCollection(name = "numbers", namespace = "interop", keyName = "id")
public class Numbers extends CollectionResourceTemplate<Long, Leaf> {
  private static final Store<Long> STORE = new Store<>("numbers", (entity, number) -> number);

  @Override
  public Leaf get(Long key) {
    return STORE.get(key);
  }

  @Override
  public BatchResult<Long, Leaf> batchGet(Set<Long> keys) {
    return STORE.batchGet(keys);
  }

  @RestMethod.GetAll
  public CollectionResult<Leaf, NoMetadata> all(@PagingContextParam PagingContext paging) {
    return STORE.getAll(paging);
  }

  @RestMethod.Create
  @ReturnEntity
  public CreateKVResponse<Long, Leaf> createAndReturn(Leaf entity) {
    return STORE.createAndReturn(entity);
  }

  @RestMethod.BatchCreate
  @ReturnEntity
  public BatchCreateKVResult<Long, Leaf> batchCreateAndReturn(
      BatchCreateRequest<Long, Leaf> request) {
    return STORE.batchCreateAndReturn(request);
  }

  @Override
  public UpdateResponse update(Long key, Leaf entity) {
    return STORE.update(key, entity);
  }

  @Override
  public BatchUpdateResult<Long, Leaf> batchUpdate(BatchUpdateRequest<Long, Leaf> request) {
    return STORE.batchUpdate(request);
  }

  @RestMethod.PartialUpdate
  @ReturnEntity
  public UpdateEntityResponse<Leaf> patchAndReturn(Long key, PatchRequest<Leaf> patch) {
    return STORE.patchAndReturn(key, patch);
  }

  @RestMethod.BatchPartialUpdate
  @ReturnEntity
  public BatchUpdateEntityResult<Long, Leaf> batchPatchAndReturn(
      BatchPatchRequest<Long, Leaf> request) {
    return STORE.batchPatchAndReturn(request);
  }

  @Override
  public UpdateResponse delete(Long key) {
    return STORE.delete(key);
  }

  @Override
  public BatchUpdateResult<Long, Leaf> batchDelete(BatchDeleteRequest<Long, Leaf> request) {
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

  @Action(name = "textOf", resourceLevel = ResourceLevel.ENTITY)
  public String textOf(@PathKeysParam PathKeys keys) {
    return STORE.textOf(keys.getAsLong("id"));
  }
}
