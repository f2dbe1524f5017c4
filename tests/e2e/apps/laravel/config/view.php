<?php
/** Follows laravel/laravel 8.x config/view.php: the framework's own error pages are compiled there. */

return ['paths' => [], 'compiled' => storage_path('framework/views')];
