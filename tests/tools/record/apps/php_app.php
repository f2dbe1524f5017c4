<?php
/** A small shop on PHP's own sessions. Two words in the environment tell what its login and its logout do to the id. */
declare(strict_types=1);

$login = getenv('LOGIN') ?: 'true';
$logout = getenv('LOGOUT') ?: 'clear';
ini_set('session.save_path', sys_get_temp_dir());
$form = '<form method=post action=/login><input name=email><input type=password name=password></form>';
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$isPost = $_SERVER['REQUEST_METHOD'] === 'POST';

function page(string $text, int $status = 200): void
{
    http_response_code($status);
    echo "<!doctype html><link rel=icon href=data:,>$text";
}

function to(string $where): void
{
    header("Location: $where", true, 302);
}

if ($path === '/collect.js') {
    header('Content-Type: text/javascript');
    exit;
}
session_start();
if ($path === '/') {
    $_SESSION['basket'] ??= [1];
    page('<h1>Shop</h1>' . (isset($_SESSION['user']) ? 'Hello alice' : 'Hello visitor'));
} elseif ($path === '/login.php' && !$isPost || $path === '/login' && !$isPost) {
    page($form);
} elseif ($path === '/login') {
    if ($_POST['password'] !== 'wonderland-7') {
        page("<p>Wrong e-mail address or password</p>$form");
        exit;
    }
    if ($login === 'true' || $login === 'false') {
        session_regenerate_id($login === 'true');
    }
    $_SESSION['user'] = 'alice';
    to('/account/start');
} elseif ($path === '/account/start') {
    to('/profile');
} elseif ($path === '/profile') {
    isset($_SESSION['user']) ? page('<h1>Profile of alice</h1>') : to('/login');
} elseif ($path === '/account/delete') {
    to('/profile');
} elseif ($path === '/logout') {
    $_SESSION = [];
    if ($logout === 'clear') {
        setcookie(session_name(), '', 1, '/');
    }
    if ($logout !== 'unset') {
        session_destroy();
    }
    to('/');
} else {
    to('/');
}
