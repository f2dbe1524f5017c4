<?php
// Whether Laravel, Symfony, CakePHP and Yii read what the seals of tests/tools/seal-vectors.ts hold: a line of JSON for each value on standard input.
// illuminate/encryption and illuminate/cookie 8.83.26 and symfony/security-http 5.4.53 (the packages of Debian 12); CAKEPHP and YII2 name checkouts
// of cakephp 5.1 and yii2 2.0.
//   npx tsx tests/tools/seal-vectors.ts laravel-encrypted symfony-remember-me … | CAKEPHP=… YII2=… php tests/tools/mint/accepts.php
error_reporting(E_ALL & ~E_DEPRECATED);
foreach (['Illuminate/Encryption', 'Illuminate/Cookie', 'Symfony/Component/Security/Http', 'Symfony/Component/Security/Core', 'Symfony/Component/PropertyAccess'] as $package) require_once "/usr/share/php/$package/autoload.php";
use Illuminate\Cookie\CookieValuePrefix;
use Illuminate\Encryption\Encrypter;
use Symfony\Component\PropertyAccess\PropertyAccess;
use Symfony\Component\Security\Core\Signature\SignatureHasher;
use Symfony\Component\Security\Core\User\InMemoryUser;
use Symfony\Component\Security\Http\RememberMe\RememberMeDetails;

function plain($value) {
    if (!is_array($value)) return $value;
    return array_keys($value) === ['$bigint'] ? (int) $value['$bigint'] : array_map('plain', $value);
}

function named(array $line): array {
    foreach ($line['cookies'] as $cookie) if ($cookie['value'] !== null) return [$cookie['name'], rawurldecode($cookie['value'])];
    throw new Exception('no cookie');
}

function laravel(array $line, string $secret) {
    [$name, $value] = named($line);
    $key = str_starts_with($secret, 'base64:') ? base64_decode(substr($secret, 7)) : $secret;
    $mode = str_contains($line['facts']['cipher'], 'GCM') ? 'gcm' : 'cbc';
    // The framework's own 8.x knows one key; older keys are tried by the caller.
    $encrypter = new Encrypter($key, 'AES-'.(strlen($key) * 8).'-'.strtoupper($mode));
    if ($line['facts']['serializer'] === 'PHP') return $encrypter->decrypt($value);
    $text = $encrypter->decrypt($value, false);
    if ($line['facts']['cookie name'] !== 'not bound') $text = str_starts_with($text, CookieValuePrefix::create($name, $key)) ? CookieValuePrefix::remove($text) : null;
    if (!str_starts_with($line['facts']['serializer'], 'session')) return $text;
    $session = json_decode($text, true);
    if ($session['expires'] < $line['nowMs'] / 1000) return 'expired';
    $data = str_starts_with($session['data'], 'eyJ') && str_starts_with(base64_decode($session['data']), '{"iv"') ? $encrypter->decrypt($session['data']) : $session['data'];
    return $line['facts']['serializer'] === 'session, json' ? json_decode($data, true) : unserialize($data, ['allowed_classes' => false]);
}

function symfony(array $line, string $secret) {
    [, $value] = named($line);
    $details = RememberMeDetails::fromRawCookie($value);
    $hash = $line['settings']['userPassHash'];
    $user = new InMemoryUser($details->getUserIdentifier(), $hash);
    $hasher = new SignatureHasher(PropertyAccess::createPropertyAccessor(), ['password'], $secret);
    $hasher->acceptSignatureHash($details->getUserIdentifier(), $details->getExpires(), $details->getValue());
    $hasher->verifySignatureHash($user, $details->getExpires(), $details->getValue());
    return ['userFqcn' => $details->getUserFqcn(), 'userIdentifier' => $details->getUserIdentifier(), 'expires' => $details->getExpires()];
}

function cake(array $line, string $secret) {
    require_once getenv('CAKEPHP').'/src/Utility/Security.php';
    require_once getenv('CAKEPHP').'/src/Utility/Crypto/OpenSsl.php';
    [, $value] = named($line);
    foreach ($line['secrets'] as $one) if ($one['field'] === 'salt') Cake\Utility\Security::setSalt($one['value']);
    $text = Cake\Utility\Security::decrypt(base64_decode(substr($value, strlen('Q2FrZQ==.')), true), $secret);
    return preg_match('/^[[{]/', $text) ? json_decode($text, true) : $text;
}

function yii(array $line, string $secret) {
    [$name, $value] = named($line);
    // yii\base\Security::validateData with its defaults, then Request::loadCookies.
    $length = strlen(hash_hmac('sha256', '', '', false));
    $pure = substr($value, $length);
    if (!hash_equals(hash_hmac('sha256', $pure, $secret, false), substr($value, 0, $length))) return null;
    $data = unserialize($pure, ['allowed_classes' => false]);
    return $data[0] === $name ? $data[1] : null;
}

$readers = ['laravel-encrypted' => 'laravel', 'symfony-remember-me' => 'symfony', 'cakephp-encrypted' => 'cake', 'yii2-signed' => 'yii'];
$counts = [];
while (($text = fgets(STDIN)) !== false) {
    $line = json_decode($text, true);
    if (!isset($readers[$line['format']])) continue;
    $expected = plain($line['payload']);
    foreach ($line['secrets'] as $secret) {
        try {
            $read = $readers[$line['format']]($line, $secret['value']);
        } catch (Throwable $error) {
            $read = $error->getMessage();
        }
        if ($read == $expected) break;
    }
    $verdict = $read == $expected ? 'accepted' : 'refused';
    $counts["{$line['format']}: $verdict"] = ($counts["{$line['format']}: $verdict"] ?? 0) + 1;
    if ($verdict === 'refused') echo $line['id'], ': wanted ', json_encode($expected), ', read ', json_encode($read), "\n";
}
ksort($counts);
foreach ($counts as $what => $count) echo "$what $count\n";
exit((int) (bool) preg_grep('/refused/', array_keys($counts)));
