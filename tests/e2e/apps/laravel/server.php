<?php
/** Laravel on its file driver, wired as its skeleton does it: an encrypted session id, and XSRF-TOKEN for scripts. A variant logs in by the guard, another past it. */
declare(strict_types=1);

use Illuminate\Auth\GenericUser;
use Illuminate\Contracts\Auth\Authenticatable;
use Illuminate\Contracts\Auth\UserProvider;
use Illuminate\Contracts\Debug\ExceptionHandler;
use Illuminate\Contracts\Http\Kernel as KernelContract;
use Illuminate\Foundation\Application;
use Illuminate\Foundation\Http\Kernel;
use Illuminate\Http\Request;
use Illuminate\Http\Response;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\Route;

require __DIR__ . '/libraries.php';
require __DIR__ . '/../pages.php';

/** As the skeleton's App\Http\Kernel. */
class WebKernel extends Kernel
{
    protected $middleware = [
        Illuminate\Foundation\Http\Middleware\ValidatePostSize::class,
        Illuminate\Foundation\Http\Middleware\TrimStrings::class,
        Illuminate\Foundation\Http\Middleware\ConvertEmptyStringsToNull::class,
    ];
    protected $middlewareGroups = [
        'web' => [
            Illuminate\Cookie\Middleware\EncryptCookies::class,
            Illuminate\Cookie\Middleware\AddQueuedCookiesToResponse::class,
            Illuminate\Session\Middleware\StartSession::class,
            Illuminate\View\Middleware\ShareErrorsFromSession::class,
            Illuminate\Foundation\Http\Middleware\VerifyCsrfToken::class,
            Illuminate\Routing\Middleware\SubstituteBindings::class,
        ],
    ];
    protected $routeMiddleware = ['cache.headers' => Illuminate\Http\Middleware\SetCacheHeaders::class];
}

/** The users of the application, instead of a database. */
class ListedUsers implements UserProvider
{
    private array $users = [['id' => 42, 'username' => 'alice', 'password' => 'wonderland', 'remember_token' => '']];

    private function first(string $field, $value): ?GenericUser
    {
        $found = array_search($value, array_column($this->users, $field), true);
        return $found === false ? null : new GenericUser($this->users[$found]);
    }

    public function retrieveById($identifier)
    {
        return $this->first('id', $identifier);
    }

    public function retrieveByToken($identifier, $token)
    {
        return null;
    }

    public function updateRememberToken(Authenticatable $user, $token)
    {
    }

    public function retrieveByCredentials(array $credentials)
    {
        return $this->first('username', $credentials['username']);
    }

    public function validateCredentials(Authenticatable $user, array $credentials)
    {
        return hash_equals($user->getAuthPassword(), $credentials['password']);
    }
}

function page(string $name, ?string $error = null, int $status = 200): Response
{
    $session = session()->all();
    return response(render($name, 'Laravel', ['username' => username()] + $session, $error, (string) csrf_field()), $status);
}

function username(): ?string
{
    return session('username') ?? Auth::user()?->username;
}

/** As Laravel's documentation has it, "Manually Authenticating Users". */
function logInByGuard(Request $request): bool
{
    if (!Auth::attempt(['username' => (string) $request->input('username'), 'password' => (string) $request->input('password')])) {
        return false;
    }
    $request->session()->regenerate();
    return true;
}

/** The guard always renews the id; writing the user into the session by hand does not. */
function logInByHand(Request $request): bool
{
    $credentials = ['username' => (string) $request->input('username'), 'password' => (string) $request->input('password')];
    if (!Auth::validate($credentials)) {
        return false;
    }
    $request->session()->put('username', $credentials['username']);
    return true;
}

function routes(bool $hardened): void
{
    Route::get('/', fn() => page('home'));
    Route::match(['get', 'post'], '/set', function (Request $request) {
        $request->session()->put('colour', $request->input('colour', 'blue'));
        return redirect('/');
    });
    Route::get('/get', fn() => ['colour' => session('colour')]);
    Route::get('/login', fn() => page('login'));
    Route::post('/login', function (Request $request) {
        $logIn = getenv('SESSIONSCOPE_APP_VARIANT') === 'regenerates' ? 'logInByGuard' : 'logInByHand';
        return $logIn($request) ? redirect('/profile') : page('login', 'Wrong user name or password.', 401);
    });
    Route::get('/profile', fn() => username() === null ? redirect('/login') : page('profile'));
    Route::post('/profile', function (Request $request) {
        if (username() !== null) {
            $request->session()->put('nickname', $request->input('nickname'));
        }
        return redirect('/profile');
    });
    Route::match($hardened ? ['post'] : ['get', 'post'], '/logout', function (Request $request) {
        Auth::logout();
        $request->session()->invalidate();
        $request->session()->regenerateToken();
        return redirect('/');
    });
}

$folder = getenv('SESSIONSCOPE_APP_FOLDER');
foreach (['framework/sessions', 'framework/views', 'logs'] as $name) {
    is_dir("$folder/$name") || mkdir("$folder/$name", 0700, true);
}
// What stands in the .env beside APP_KEY.
$environment = $hardened
    ? ['APP_ENV' => 'production', 'SESSION_COOKIE' => '__Host-session', 'SESSION_SECURE_COOKIE' => 'true', 'SESSION_LIFETIME' => '30']
    : ['APP_ENV' => 'local', 'APP_DEBUG' => 'true'];
foreach ($environment + ['APP_SERVICES_CACHE' => "$folder/services.php", 'APP_PACKAGES_CACHE' => "$folder/packages.php"] as $name => $value) {
    putenv("$name=$value");
}

$app = new Application(__DIR__);
$app->useStoragePath($folder);
$app->singleton(KernelContract::class, WebKernel::class);
$app->singleton(ExceptionHandler::class, Illuminate\Foundation\Exceptions\Handler::class);
$app->booted(function () use ($hardened): void {
    Auth::provider('listed', fn() => new ListedUsers());
    Route::middleware($hardened ? ['web', 'cache.headers:no_store'] : ['web'])->group(fn() => routes($hardened));
});

$kernel = $app->make(KernelContract::class);
$request = Request::capture();
$response = $kernel->handle($request)->send();
$kernel->terminate($request, $response);
