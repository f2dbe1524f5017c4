<?php
// Laravel's encrypter and Symfony's remember-me signatures: Debian's packages, or those that SESSIONSCOPE_PHP_AUTOLOAD names.
$composer = getenv('SESSIONSCOPE_PHP_AUTOLOAD');
$debian = ['Illuminate/Encryption', 'Illuminate/Cookie', 'Symfony/Component/Security/Http', 'Symfony/Component/Security/Core', 'Symfony/Component/PropertyAccess'];
foreach ($composer ? [$composer] : array_map(fn ($package) => "/usr/share/php/$package/autoload.php", $debian) as $file) require_once $file;
