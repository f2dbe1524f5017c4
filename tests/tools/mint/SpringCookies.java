// Remember-me and session cookies by Spring itself, for tests/vectors/spring-remember-me.json and spring-session-id.json; one JSON line each.
// spring-security-web 6.4.4, spring-session-core 3.4.2, spring-test 6.2.5 and jakarta.servlet-api 6.0.0 on the class path:
// java -cp 'lib/*' tests/tools/mint/SpringCookies.java
// Reads back with `check <value> <key> <user> <stored password>`: prints the user that Spring logs in, or null.
import java.util.List;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices.RememberMeTokenAlgorithm;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.DefaultCookieSerializer;

public class SpringCookies {
  static final String KEY = "example-spring-remember-me-key";
  static final String BCRYPT = "{bcrypt}$2a$10$abcdefghijklmnopqrstuuJ9z1QwErTyUiOpAsDfGhJkLzXcVbNm1";

  static UserDetails user(String name, String password) {
    return User.withUsername(name).password(password).roles("USER").build();
  }

  static class OldServices extends TokenBasedRememberMeServices {
    OldServices() { super(KEY, name -> user(name, BCRYPT), RememberMeTokenAlgorithm.MD5); }
    String threeParts(String name, long expiry) {
      return encodeCookie(new String[] { name, Long.toString(expiry), makeTokenSignature(expiry, name, BCRYPT) });
    }
  }

  static void remember(String id, String name, RememberMeTokenAlgorithm algorithm, int seconds) {
    var services = new TokenBasedRememberMeServices(KEY, n -> user(n, BCRYPT), algorithm);
    services.setAlwaysRemember(true);
    services.setTokenValiditySeconds(seconds);
    var response = new MockHttpServletResponse();
    var details = user(name, BCRYPT);
    services.loginSuccess(new MockHttpServletRequest(), response, new UsernamePasswordAuthenticationToken(details, BCRYPT, details.getAuthorities()));
    print(id, response.getCookie("remember-me").getValue());
  }

  static void session(String id, String route) {
    var serializer = new DefaultCookieSerializer();
    if (route != null) serializer.setJvmRoute(route);
    var response = new MockHttpServletResponse();
    serializer.writeCookieValue(new CookieValue(new MockHttpServletRequest(), response, java.util.UUID.randomUUID().toString()));
    print(id, response.getHeader("Set-Cookie"));
  }

  static void print(String id, String value) {
    System.out.println("{\"id\":\"" + id + "\",\"value\":\"" + value.replace("\"", "\\\"") + "\"}");
  }

  public static void main(String[] args) {
    if (args.length > 0) {
      var services = new TokenBasedRememberMeServices(args[2], n -> user(args[3], args[4]), RememberMeTokenAlgorithm.SHA256);
      services.setMatchingAlgorithm(RememberMeTokenAlgorithm.MD5);
      var request = new MockHttpServletRequest();
      request.setCookies(new jakarta.servlet.http.Cookie("remember-me", args[1]));
      var authentication = services.autoLogin(request, new MockHttpServletResponse());
      System.out.println(authentication == null ? "null" : authentication.getName());
      return;
    }
    remember("spring6-rememberme-sha256", "alice", RememberMeTokenAlgorithm.SHA256, 400_000_000);
    remember("spring6-rememberme-md5", "alice", RememberMeTokenAlgorithm.MD5, 400_000_000);
    remember("spring6-rememberme-unicode", "zoë: 李@example.com", RememberMeTokenAlgorithm.SHA256, 400_000_000);
    print("spring5-rememberme-three-parts", new OldServices().threeParts("alice", 2_195_406_182_000L));
    print("spring5-rememberme-expired", new OldServices().threeParts("alice", 1_577_836_800_000L));
    session("spring-session-basic", null);
    session("spring-session-route", "node2");
  }
}
