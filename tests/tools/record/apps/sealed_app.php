<?php
/** A small shop that encrypts its cookies as Laravel's EncryptCookies does: the session id and the remember-me token in AES-256-CBC, sealed anew on every answer. */
declare(strict_types=1);

$login = getenv('LOGIN') ?: 'regenerate';
$key = base64_decode('7765H0O5dESY/XcU62ddtLU10nrW+xnYGvOZn204Kpg=');
$remember = 'remember_web_59ba36addc2b2f9401580f014c7f58ea4e30989d';
$form = '<form method=post action=/login><input type=hidden name=_token value=t><input name=email><input type=password name=password></form>';
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$isPost = $_SERVER['REQUEST_METHOD'] === 'POST';
$folder = sys_get_temp_dir() . '/shop-' . $_SERVER['SERVER_PORT'];
@mkdir($folder);

function seal(string $name, string $value): string
{
    global $key;
    $iv = random_bytes(16);
    $sealed = openssl_encrypt(hash_hmac('sha1', $name . 'v2', $key) . "|$value", 'aes-256-cbc', $key, 0, $iv);
    $iv = base64_encode($iv);
    return base64_encode(json_encode(['iv' => $iv, 'value' => $sealed, 'mac' => hash_hmac('sha256', $iv . $sealed, $key), 'tag' => ''], JSON_UNESCAPED_SLASHES));
}

function unseal(string $name): ?string
{
    global $key;
    $parts = json_decode(base64_decode($_COOKIE[$name] ?? ''), true);
    $text = is_array($parts) ? openssl_decrypt($parts['value'], 'aes-256-cbc', $key, 0, base64_decode($parts['iv'])) : false;
    return is_string($text) ? explode('|', $text, 2)[1] : null;
}

if ($path === '/collect.js') {
    header('Content-Type: text/javascript');
    exit;
}
$id = unseal('laravel_session') ?? bin2hex(random_bytes(20));
$data = json_decode((string) @file_get_contents("$folder/$id"), true) ?? ['csrf' => bin2hex(random_bytes(20))];
if (!isset($data['user']) && unseal($remember) !== null) {
    $id = bin2hex(random_bytes(20));
    $data['user'] = 'alice';
}
[$status, $text, $to] = [200, '<h1>Shop</h1>', null];
if ($path === '/login' && !$isPost) {
    $text = $form;
} elseif ($path === '/login') {
    $isRight = $_POST['password'] === 'wonderland-7';
    $to = $isRight ? '/profile' : '/login';
    if ($isRight) {
        $id = $login === 'regenerate' ? bin2hex(random_bytes(20)) : $id;
        $data['user'] = 'alice';
        if (isset($_POST['remember'])) {
            setcookie($remember, seal($remember, '1|' . bin2hex(random_bytes(30)) . '|hash'), ['expires' => time() + 34560000, 'path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
        }
    }
} elseif ($path === '/profile') {
    isset($data['user']) ? $text = '<h1>Profile of alice</h1>' : $to = '/login';
} elseif ($path === '/confirm-password') {
    $to = '/profile';
} elseif ($path === '/logout') {
    if (getenv('LOGOUT') === 'forget') {
        unset($data['user']);
    } else {
        [$id, $data] = [bin2hex(random_bytes(20)), ['csrf' => bin2hex(random_bytes(20))]];
    }
    setcookie($remember, '', ['expires' => 1, 'path' => '/']);
    $to = '/';
}
file_put_contents("$folder/$id", json_encode($data));
setcookie('XSRF-TOKEN', seal('XSRF-TOKEN', $data['csrf']), ['expires' => time() + 7200, 'path' => '/', 'samesite' => 'Lax']);
setcookie('laravel_session', seal('laravel_session', $id), ['expires' => time() + 7200, 'path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
if ($to !== null) {
    header("Location: http://{$_SERVER['HTTP_HOST']}$to", true, 302);
} else {
    echo "<!doctype html><link rel=icon href=data:,>$text";
}
