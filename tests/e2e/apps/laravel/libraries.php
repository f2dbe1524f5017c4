<?php
/** Laravel: Debian's package, or the one that SESSIONSCOPE_PHP_AUTOLOAD names. */
require_once getenv('SESSIONSCOPE_PHP_AUTOLOAD') ?: '/usr/share/php/Illuminate/autoload.php';
