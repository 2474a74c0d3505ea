package interop.resources;

import com.linkedin.restli.server.annotations.Action;
import com.linkedin.restli.server.annotations.RestLiActions;
import interop.Received;
import interop.Store;

/** For the tests: what was received since the last time, and a new beginning. */
@RestLiActions(name = "log", namespace = "interop")
public class Log {
  @Action(name = "take")
  public String take() {
    return Received.take();
  }

  @Action(name = "reset")
  public void reset() {
    Store.reset();
    Received.take();
  }
}
