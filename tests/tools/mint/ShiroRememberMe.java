// Mints Apache Shiro's rememberMe cookies with its own manager, and reads back what we sealed.
// Version: org.apache.shiro:shiro-core 1.13.0 (AES-GCM). Use: java -cp … ShiroRememberMe.java mint > vectors.json;
// java -cp … ShiroRememberMe.java accept KEY VALUE…
import java.util.Base64;
import java.util.List;
import org.apache.shiro.mgt.AbstractRememberMeManager;
import org.apache.shiro.subject.PrincipalCollection;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.apache.shiro.subject.Subject;
import org.apache.shiro.subject.SubjectContext;

public class ShiroRememberMe extends AbstractRememberMeManager {
    public record Account(long id, String name) implements java.io.Serializable {}

    protected void forgetIdentity(Subject subject) {}
    public void forgetIdentity(SubjectContext context) {}
    protected void rememberSerializedIdentity(Subject subject, byte[] serialized) {}
    protected byte[] getRememberedSerializedIdentity(SubjectContext context) { return null; }

    static String vector(String id, String key, PrincipalCollection principals, String payload) {
        var manager = new ShiroRememberMe();
        manager.setCipherKey(Base64.getDecoder().decode(key));
        var value = Base64.getEncoder().encodeToString(manager.convertPrincipalsToBytes(principals));
        return """
            {"id":"%s","framework":"Apache Shiro","version":"1.13.0","format":"shiro-remember-me","now":1795600000000,"cookies":[{"name":"rememberMe","value":"%s"}],"secrets":[{"field":"secret","value":"%s","encoding":"base64"}],"settings":{},"expect":{"status":"verified","payload":%s,"payloadIsSubset":true}}""".formatted(id, value, key, payload);
    }

    public static void main(String[] args) {
        if (args[0].equals("accept")) {
            var manager = new ShiroRememberMe();
            manager.setCipherKey(Base64.getDecoder().decode(args[1]));
            for (var value : List.of(args).subList(2, args.length)) System.out.println(manager.convertBytesToPrincipals(Base64.getDecoder().decode(value), null));
            return;
        }
        var key = "ZXhhbXBsZS1zaGlyby1rZXktMzItYnl0ZXMtbG9uZyE=";
        var two = new SimplePrincipalCollection("alice", "iniRealm");
        two.add(42L, "jdbcRealm");
        System.out.println("[" + String.join(",",
            vector("shiro113-gcm-text", key, new SimplePrincipalCollection("Zoë 🦀", "iniRealm"), "{\"principal\":\"Zoë 🦀\",\"realm\":\"iniRealm\"}"),
            vector("shiro113-gcm-number", "MDEyMzQ1Njc4OWFiY2RlZg==", new SimplePrincipalCollection(9007199254740993L, "iniRealm"), "{\"principal\":{\"$bigint\":\"9007199254740993\"},\"realm\":\"iniRealm\"}"),
            vector("shiro113-gcm-realms", key, two, "{\"principal\":\"alice\",\"realm\":\"iniRealm\",\"principals\":{\"iniRealm\":[\"alice\"],\"jdbcRealm\":[42]}}"),
            vector("shiro113-gcm-object", key, new SimplePrincipalCollection(new Account(7, "bob"), "iniRealm"), "{\"principal\":{\"$object\":\"ShiroRememberMe$Account\",\"id\":7,\"name\":\"bob\"},\"realm\":\"iniRealm\"}")) + "]");
    }
}
