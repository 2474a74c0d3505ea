package interop.resources;

import com.linkedin.data.template.StringArray;
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
import com.linkedin.restli.server.resources.CollectionResourceTemplate;
import interop.Records.Leaf;
import interop.Records.Meta;
import interop.Store;
import java.util.Set;

/** Keys that are text; a created entity's own text becomes its key. */
@RestLiCollection(name = "texts", namespace = "interop", keyName = "id")
public class Texts extends CollectionResourceTemplate<String, Leaf> {
  private static final Store<String> STORE =
      new Store<>("texts", (entity, number) -> entity.text());

  @Override
  public Leaf get(String key) {
    return STORE.get(key);
  }

  @Override
  public BatchResult<String, Leaf> batchGet(Set<String> keys) {
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
  public BatchCreateResult<String, Leaf> batchCreate(BatchCreateRequest<String, Leaf> request) {
    return STORE.batchCreate(request);
  }

  @Override
  public UpdateResponse update(String key, Leaf entity) {
    return STORE.update(key, entity);
  }

  @Override
  public BatchUpdateResult<String, Leaf> batchUpdate(BatchUpdateRequest<String, Leaf> request) {
    return STORE.batchUpdate(request);
  }

  @Override
  public UpdateResponse update(String key, PatchRequest<Leaf> patch) {
    return STORE.patch(key, patch);
  }

  @Override
  public BatchUpdateResult<String, Leaf> batchUpdate(BatchPatchRequest<String, Leaf> request) {
    return STORE.batchPatch(request);
  }

  @Override
  public UpdateResponse delete(String key) {
    return STORE.delete(key);
  }

  @Override
  public BatchUpdateResult<String, Leaf> batchDelete(BatchDeleteRequest<String, Leaf> request) {
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
}
