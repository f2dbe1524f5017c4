<?php
/** PHP's own sessions in files; a variant regenerates the id at login, another never does, a third leaves the former one logged in as well. */
declare(strict_types=1);

require __DIR__ . '/../pages.php';

$variant = getenv('SESSIONSCOPE_APP_VARIANT');
$users = ['alice' => ['id' => 42, 'password' => 'wonderland']];

function page(string $name, ?string $error = null): void
{
    echo render($name, 'PHP', $_SESSION, $error);
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
        if ($variant === 'regenerates') {
            session_regenerate_id(true);
        }
        $_SESSION['user_id'] = $user['id'];
        $_SESSION['username'] = $_POST['username'];
        if ($variant === 'leaves-former') {
            session_regenerate_id(false);
        }
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
