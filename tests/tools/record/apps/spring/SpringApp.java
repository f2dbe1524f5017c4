// The shop on Spring Boot 3.5 and Spring Security 6.5, for recordings. `mvn dependency:copy-dependencies -DoutputDirectory=lib` in this
// folder fetches the jars; then PORT=8080 java -cp 'lib/*' SpringApp.java.
// STORE: tomcat, map or jdbc. FIXATION: changeSessionId, migrateSession, newSession or none. REMEMBER: sha256, md5 or persistent.
// CSRF: session, cookie or off. LOGIN: form, manual (a controller that saves the context itself) or oauth2, against a server at PORT + 100.
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.rememberme.InMemoryTokenRepositoryImpl;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices.RememberMeTokenAlgorithm;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

public class SpringApp {
  static final String REMEMBER_KEY = "spring-dev-remember-4711";
  /** Of wonderland-7. Remember-me cookies are signed with it: at another strength the login would replace it by a hash that nobody knows. */
  static final String STORED = "{bcrypt}$2a$10$qP1gU9tuSg3PMCM2.ztN2uWyu7QuEih6Y3i3H3wt8SH0izyVXKIQ6";

  static String given(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  static UserDetailsService users() {
    return new InMemoryUserDetailsManager(User.withUsername("alice").password(STORED).roles("USER").build());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(exclude = OAuth2ClientWebSecurityAutoConfiguration.class)
  static class Shop {
    @Bean
    UserDetailsService userDetails() {
      return users();
    }

    @Bean
    AuthenticationManager authentication(UserDetailsService userDetails) {
      return new ProviderManager(new DaoAuthenticationProvider(userDetails));
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, UserDetailsService userDetails) throws Exception {
      http.authorizeHttpRequests(to -> to.requestMatchers("/", "/set", "/api/login", "/collect.js", "/favicon.ico").permitAll().anyRequest().authenticated());
      switch (given("LOGIN", "form")) {
        case "oauth2" -> http.oauth2Login(Customizer.withDefaults()).logout(out -> out.logoutSuccessUrl("/"));
        case "manual" -> http.exceptionHandling(on -> on.authenticationEntryPoint((request, response, error) -> response.sendError(401)));
        default -> http.formLogin(Customizer.withDefaults());
      }
      switch (given("CSRF", "session")) {
        case "cookie" -> http.csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse()));
        case "off" -> http.csrf(csrf -> csrf.disable());
        default -> { }
      }
      switch (given("FIXATION", "")) {
        case "migrateSession" -> http.sessionManagement(session -> session.sessionFixation(fixation -> fixation.migrateSession()));
        case "newSession" -> http.sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()));
        case "none" -> http.sessionManagement(session -> session.sessionFixation(fixation -> fixation.none()));
        default -> { }
      }
      switch (given("REMEMBER", "")) {
        case "sha256" -> http.rememberMe(remember -> remember.key(REMEMBER_KEY));
        case "md5" -> http.rememberMe(remember -> remember.key(REMEMBER_KEY).rememberMeServices(new TokenBasedRememberMeServices(REMEMBER_KEY, userDetails, RememberMeTokenAlgorithm.MD5)));
        case "persistent" -> http.rememberMe(remember -> remember.key(REMEMBER_KEY).tokenRepository(new InMemoryTokenRepositoryImpl()));
        default -> { }
      }
      return http.build();
    }

    @Bean
    Pages pages(AuthenticationManager authentication) {
      return new Pages(authentication);
    }
  }

  record Credentials(String username, String password) { }

  @RestController
  static class Pages {
    private final AuthenticationManager authentication;

    Pages(AuthenticationManager authentication) {
      this.authentication = authentication;
    }

    static String page(String text) {
      return "<!doctype html><link rel=icon href=data:,><h1>Shop</h1>" + text;
    }

    @GetMapping(value = "/", produces = "text/html")
    String home(HttpServletRequest request) {
      return page(request.getRemoteUser() == null ? "Hello visitor" : "Hello " + request.getRemoteUser());
    }

    @GetMapping(value = "/set", produces = "text/html")
    String set(HttpServletRequest request) throws InterruptedException {
      if (request.getParameter("slow") != null) Thread.sleep(600);
      request.getSession().setAttribute("cart", "tea");
      return page("Tea is in the cart");
    }

    @GetMapping(value = "/profile", produces = "text/html")
    String profile(HttpServletRequest request) {
      return page("Profile of " + request.getRemoteUser());
    }

    /** The browser asks for it by itself, and no recording has the answer: it must not set a session. */
    @GetMapping(value = "/favicon.ico", produces = "image/x-icon")
    byte[] icon() {
      return new byte[0];
    }

    @GetMapping(value = "/collect.js", produces = "text/javascript")
    String script() {
      return "";
    }

    /** As the reference shows it: nothing calls the session authentication strategy. */
    @PostMapping("/api/login")
    Map<String, String> login(@RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
      try {
        var result = authentication.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(credentials.username(), credentials.password()));
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(result);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        return Map.of("username", result.getName());
      } catch (AuthenticationException refused) {
        response.setStatus(401);
        return Map.of("error", "Bad credentials");
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableSpringHttpSession
  static class InMap {
    @Bean
    MapSessionRepository sessions() {
      return new MapSessionRepository(new ConcurrentHashMap<>());
    }
  }

  static String provider() {
    return "http://127.0.0.1:" + (Integer.parseInt(given("PORT", "8080")) + 100);
  }

  @Configuration(proxyBeanMethods = false)
  static class Client {
    @Bean
    ClientRegistrationRepository clients() {
      return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("idp").clientId("shop").clientSecret("shop-secret")
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC).authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}").scope("openid").authorizationUri(provider() + "/oauth2/authorize")
        .tokenUri(provider() + "/oauth2/token").jwkSetUri(provider() + "/oauth2/jwks").issuerUri(provider()).userNameAttributeName("sub").build());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Provider {
    @Bean
    UserDetailsService userDetails() {
      return users();
    }

    @Bean
    RegisteredClientRepository registered() {
      return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1").clientId("shop").clientSecret("{noop}shop-secret")
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC).authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("http://localhost:" + given("PORT", "8080") + "/login/oauth2/code/idp").scope("openid").build());
    }

    @Bean
    AuthorizationServerSettings settings() {
      return AuthorizationServerSettings.builder().issuer(provider()).build();
    }

    @Bean
    JWKSource<SecurityContext> keys() throws Exception {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var pair = generator.generateKeyPair();
      return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey((RSAPrivateKey) pair.getPrivate()).keyID("1").build()));
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      http.with(OAuth2AuthorizationServerConfigurer.authorizationServer(), server -> server.oidc(Customizer.withDefaults()));
      http.authorizeHttpRequests(to -> to.anyRequest().authenticated()).formLogin(Customizer.withDefaults());
      return http.build();
    }
  }

  /** With a database, Boot keeps the sessions in it by itself. */
  static void start(int port, Class<?>... parts) {
    var database = given("STORE", "tomcat").equals("jdbc") ? "" : "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration";
    new SpringApplicationBuilder(parts)
      .properties(Map.of("server.port", port, "spring.main.banner-mode", "off", "logging.level.root", given("LOG", "error"), "spring.autoconfigure.exclude", database, "spring.main.lazy-initialization", true))
      .run();
  }

  public static void main(String[] arguments) {
    var port = Integer.parseInt(given("PORT", "8080"));
    Class<?> store = given("STORE", "tomcat").equals("map") ? InMap.class : Object.class;
    if (given("LOGIN", "form").equals("oauth2")) {
      start(port + 100, Provider.class);
      start(port, Shop.class, Client.class, store);
    } else start(port, Shop.class, store);
  }
}
