<?php
/** PHP's own sessions in files; a variant regenerates the id at login, another never does. */
declare(strict_types=1);

$hardened = getenv('SESSIONSCOPE_APP_CONFIG') === 'hardened';
$regenerates = getenv('SESSIONSCOPE_APP_VARIANT') === 'regenerates';
$users = ['alice' => ['id' => 42, 'password' => 'wonderland']];

function fill(string $name, array $values): string
{
    $text = file_get_contents(__DIR__ . "/../pages/$name.html");
    return preg_replace_callback('/{{(\w+)}}/', fn(array $found): string => $values[$found[1]] ?? '', $text);
}

function page(string $name, ?string $error = null): void
{
    global $hardened;
    $titles = ['home' => 'Home', 'login' => 'Log in', 'profile' => 'Profile'];
    $user = $_SESSION['username'] ?? null;
    $shown = array_map('htmlspecialchars', [
        'user' => $user ?? '',
        'status' => $user === null ? 'Not logged in.' : "Logged in as $user.",
        'colour' => $_SESSION['colour'] ?? 'not set',
        'nickname' => $_SESSION['nickname'] ?? '',
    ]);
    $shown['alert'] = $error === null ? '' : '<p role="alert">' . htmlspecialchars($error) . '</p>';
    $nav = $user === null ? 'nav-guest' : ($hardened ? 'nav-user-hardened' : 'nav-user');
    echo fill('shell', ['app' => 'PHP', 'title' => $titles[$name], 'nav' => fill($nav, $shown), 'content' => fill($name, $shown)]);
}

function redirect(string $to): void
{
    header("Location: $to", true, 302);
}

session_save_path(getenv('SESSIONSCOPE_APP_FOLDER'));
if ($hardened) {
    ini_set('session.use_strict_mode', '1');
    session_name('__Host-session');
    session_set_cookie_params(['lifetime' => 1800, 'path' => '/', 'secure' => true, 'httponly' => true, 'samesite' => 'Lax']);
    session_cache_limiter('nocache');
}
session_start();

$isPost = $_SERVER['REQUEST_METHOD'] === 'POST';
switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/':
        page('home');
        break;
    case '/set':
        $_SESSION['colour'] = $_POST['colour'] ?? $_GET['colour'] ?? 'blue';
        redirect('/');
        break;
    case '/get':
        header('Content-Type: application/json');
        echo json_encode(['colour' => $_SESSION['colour'] ?? null]);
        break;
    case '/login':
        if (!$isPost) {
            page('login');
            break;
        }
        $user = $users[$_POST['username'] ?? ''] ?? null;
        if ($user === null || $user['password'] !== ($_POST['password'] ?? '')) {
            http_response_code(401);
            page('login', 'Wrong user name or password.');
            break;
        }
        if ($regenerates) {
            session_regenerate_id(true);
        }
        $_SESSION['user_id'] = $user['id'];
        $_SESSION['username'] = $_POST['username'];
        redirect('/profile');
        break;
    case '/profile':
        if (!isset($_SESSION['user_id'])) {
            redirect('/login');
        } elseif ($isPost) {
            $_SESSION['nickname'] = $_POST['nickname'] ?? '';
            redirect('/profile');
        } else {
            page('profile');
        }
        break;
    case '/logout':
        if ($hardened && !$isPost) {
            http_response_code(405);
            break;
        }
        $_SESSION = [];
        $settings = session_get_cookie_params();
        unset($settings['lifetime']);
        setcookie(session_name(), '', ['expires' => 1] + $settings);
        session_destroy();
        redirect('/');
        break;
    default:
        http_response_code(404);
}
