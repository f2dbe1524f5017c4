<?php
/** Follows laravel/laravel 8.x config/auth.php, but for the users, who are in no database. */

return [
    'defaults' => ['guard' => 'web', 'passwords' => 'users'],
    'guards' => ['web' => ['driver' => 'session', 'provider' => 'users']],
    'providers' => ['users' => ['driver' => 'listed']],
];
