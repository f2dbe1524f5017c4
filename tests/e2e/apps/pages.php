<?php
/** The pages that all sample applications show, for those in PHP. */
declare(strict_types=1);

$hardened = getenv('SESSIONSCOPE_APP_CONFIG') === 'hardened';

function fill(string $name, array $values): string
{
    $text = file_get_contents(__DIR__ . "/pages/$name.html");
    return preg_replace_callback('/{{(\w+)}}/', fn(array $found): string => $values[$found[1]] ?? '', $text);
}

/** One page as HTML. `$csrf` is HTML, everything else is text. */
function render(string $name, string $app, array $session, ?string $error = null, string $csrf = ''): string
{
    global $hardened;
    $titles = ['home' => 'Home', 'login' => 'Log in', 'profile' => 'Profile'];
    $user = $session['username'] ?? null;
    $shown = array_map('htmlspecialchars', [
        'user' => $user ?? '',
        'status' => $user === null ? 'Not logged in.' : "Logged in as $user.",
        'colour' => $session['colour'] ?? 'not set',
        'nickname' => $session['nickname'] ?? '',
    ]);
    $shown['csrf'] = $csrf;
    $shown['alert'] = $error === null ? '' : '<p role="alert">' . htmlspecialchars($error) . '</p>';
    $nav = $user === null ? 'nav-guest' : ($hardened ? 'nav-user-hardened' : 'nav-user');
    return fill('shell', ['app' => $app, 'title' => $titles[$name], 'nav' => fill($nav, $shown), 'content' => fill($name, $shown)]);
}
