<?php
// Answers, a JSON line for each on standard input, what PHP's frameworks read in cookies: {"read": …} or {"refused": "why"}.
namespace Symfony\Component\Security\Core\Signature {
    // The instant at which the framework reads: an unqualified time() in its namespace is this one.
    function time(): int {
        return $GLOBALS['nowSeconds'];
    }
}

namespace {
    error_reporting(E_ALL & ~E_DEPRECATED);
    ini_set('display_errors', 'stderr');
    require_once __DIR__.'/libraries.php';

    use Illuminate\Cookie\Middleware\EncryptCookies;
    use Illuminate\Encryption\Encrypter;
    use Symfony\Component\HttpFoundation\{Request, Response};
    use Symfony\Component\PropertyAccess\PropertyAccess;
    use Symfony\Component\Security\Core\Signature\SignatureHasher;
    use Symfony\Component\Security\Core\User\InMemoryUser;
    use Symfony\Component\Security\Http\RememberMe\RememberMeDetails;

    /** What was read, with the markers that the payload has for it. */
    function shown($value) {
        if (is_array($value)) return array_map('shown', $value);
        if (is_int($value) && abs($value) >= 2 ** 53) return ['$bigint' => (string) $value];
        return is_string($value) && !mb_check_encoding($value, 'UTF-8') ? ['$bytes' => bin2hex($value)] : $value;
    }

    function sealed(array $question): array {
        foreach ($question['cookies'] as $cookie) if ($cookie['value'] !== null) return [$cookie['name'], rawurldecode($cookie['value'])];
        throw new Exception('no cookie');
    }

    function encrypter(array $question, string $key): Encrypter {
        $mode = str_contains($question['facts']['cipher'], 'GCM') ? 'gcm' : 'cbc';
        return new Encrypter($key, 'AES-'.(strlen($key) * 8)."-$mode");
    }

    /** The cookie as an application's page has it from the request. */
    function throughMiddleware(Encrypter $encrypter, string $name, string $value): ?string {
        $seen = null;
        (new EncryptCookies($encrypter))->handle(new Request([], [], [], [$name => $value]), function (Request $request) use ($name, &$seen) {
            $seen = $request->cookies->get($name);
            return new Response();
        });
        return $seen;
    }

    /** The session of SESSION_DRIVER=cookie: Illuminate\Session\CookieSessionHandler and Store, whose package Debian does not have alone. */
    function laravelSession(array $question, Encrypter $encrypter, string $text) {
        $session = json_decode($text, true);
        if ($session['expires'] < $GLOBALS['nowSeconds']) return null;
        $isEncrypted = str_starts_with($session['data'], 'eyJ') && str_starts_with(base64_decode($session['data']), '{"iv"');
        $data = $isEncrypted ? $encrypter->decrypt($session['data']) : $session['data'];
        return $question['facts']['serializer'] === 'session, json' ? json_decode($data, true) : unserialize($data, ['allowed_classes' => false]);
    }

    function laravel(array $question, string $secret) {
        [$name, $value] = sealed($question);
        ['cookie name' => $binding, 'serializer' => $serializer] = $question['facts'];
        $key = str_starts_with($secret, 'base64:') ? base64_decode(substr($secret, 7)) : $secret;
        $encrypter = encrypter($question, $key);
        if ($serializer === 'PHP') return $encrypter->decrypt($value);
        $text = $binding === 'not bound' ? $encrypter->decrypt($value, false) : throughMiddleware($encrypter, $name, $value);
        return $text !== null && str_starts_with($serializer, 'session') ? laravelSession($question, $encrypter, $text) : $text;
    }

    function symfony(array $question, string $secret) {
        [, $value] = sealed($question);
        $details = RememberMeDetails::fromRawCookie($value);
        $hasher = new SignatureHasher(PropertyAccess::createPropertyAccessor(), ['password'], $secret);
        $hasher->acceptSignatureHash($details->getUserIdentifier(), $details->getExpires(), $details->getValue());
        $hasher->verifySignatureHash(new InMemoryUser($details->getUserIdentifier(), $question['settings']['userPassHash']), $details->getExpires(), $details->getValue());
        return ['userFqcn' => $details->getUserFqcn(), 'userIdentifier' => $details->getUserIdentifier(), 'expires' => $details->getExpires()];
    }

    const READERS = ['laravel-encrypted' => 'laravel', 'symfony-remember-me' => 'symfony'];

    /** What the framework reads under the first key that it accepts. */
    function answer(array $question): array {
        $why = 'nothing was read';
        foreach ($question['secrets'] as $secret) {
            try {
                $read = READERS[$question['format']]($question, $secret['value']);
                if ($read !== null) return ['read' => shown($read)];
            } catch (Throwable $error) {
                $why = get_class($error).': '.$error->getMessage();
            }
        }
        return ['refused' => $why];
    }

    function say(array $value): void {
        echo json_encode($value, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION), "\n";
    }

    function versionOf(string $package, string $composer): string {
        if (class_exists('Composer\InstalledVersions')) return Composer\InstalledVersions::getPrettyVersion($composer);
        return preg_replace('/\+dfsg.*/', '', trim((string) shell_exec('dpkg-query --show --showformat=\'${source:Upstream-Version}\' '.escapeshellarg($package))));
    }

    $laravel = versionOf('php-illuminate-encryption', 'illuminate/encryption');
    $symfony = versionOf('php-symfony-security-http', 'symfony/security-http');
    say(['versions' => PHP_VERSION." with Laravel's cookies $laravel, Symfony's remember-me $symfony"]);
    while (($line = fgets(STDIN)) !== false) {
        $question = json_decode($line, true);
        $nowSeconds = intdiv($question['nowMs'], 1000);
        say(answer($question));
    }
}
