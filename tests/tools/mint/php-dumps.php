<?php
// Serialised PHP values for tests/golden/php-dumps.json. Run with PHP 8.2: php tests/tools/mint/php-dumps.php > tests/golden/php-dumps.json
enum Suit: string { case Hearts = 'h'; case Spades = 's'; }
class Plain { public $a = 1; protected $b = "two"; private $c = [3.0]; }
class Child extends Plain { private $c = "own"; public $peer = null; }
class Fresh { public $x; public function __serialize(): array { return ['k' => 'v', 5 => 1.5]; } public function __unserialize(array $d): void {} }
$sources = [
  'null', 'true', 'false', '0', '-1', 'PHP_INT_MAX', 'PHP_INT_MIN', '0.1', '-0.0', '3.0', '1e25', '1e15', '1e14', '1.5e-7', '123456789012345678.0', 'NAN', 'INF', '-INF',
  '""', '"plain"', '"Zoë 李 🦀"', '"\xff\xfe"', '"quote \" ; } a:1:{"',
  '[]', '[1, [2, [3]]]', '["a" => 1, 5 => "x", "05" => 2, -3 => null]', '["\x24a" => 1, "\x24object" => 2]', '[1 => "one", 0 => "zero"]',
  'new Plain', 'new Child', 'new Fresh', '[Suit::Hearts, Suit::Spades, Suit::Hearts]', 'new ArrayObject([1, "a" => new Plain])',
  '(function () { $o = new Plain; return [$o, $o, "x", [$o]]; })()',
  '(function () { $v = "shared"; return [&$v, &$v, 1, &$v]; })()',
  '(function () { $a = [1]; $a["self"] = &$a; return $a; })()',
  '(function () { $c = new Child; $c->peer = $c; return [$c, 1, $c]; })()',
  '(function () { $v = 5; $o = new Plain; return [&$v, $o, $o, &$v, $o]; })()',
  'new DateTimeImmutable("2026-01-01 00:00:00 UTC")',
  '["id" => 7, "rate" => 3.0, "user" => new Plain, "list" => [1, "x"]]',
  '["id" => 8, "rate" => 4.0, "user" => new Plain, "list" => [1, "y", null], 10 => 1e25, "extra" => ["k" => true]]',
];
ini_set('serialize_precision', '-1');
$dumps = array_map(fn ($source) => ['source' => $source, 'hex' => bin2hex(serialize(eval("return $source;")))], $sources);
echo json_encode($dumps, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
