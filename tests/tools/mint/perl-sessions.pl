# Mints Plack and Mojolicious sessions with the real modules, and reads back what we sealed.
# Versions: Plack::Middleware::Session 0.33, Storable 3.26, Mojolicious 9.31 (Debian 12).
# Use: perl perl-sessions.pl mint > vectors.json; perl perl-sessions.pl accept < cookies.json
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use Data::Dumper;
use JSON::PP;
use MIME::Base64 qw(decode_base64);
use Mojolicious;
use Plack::Middleware::Session::Cookie;
use Storable qw(thaw);
use Time::HiRes ();
use URI::Escape qw(uri_escape uri_unescape);

$Data::Dumper::Terse = $Data::Dumper::Sortkeys = 1;
$Data::Dumper::Indent = 0;
my $secret = 'example plack secret';
my $plack = Plack::Middleware::Session::Cookie->new(app => sub { }, secret => $secret);
$plack->prepare_app;

my $shared = [1];
my @samples = (
    ['plack033-numbers', {int => -5, byte => 100, large => 5_000_000_000, float => 1.5, text => '42', undef => undef}, {int => -5, byte => 100, large => '5000000000', float => '1.5', text => '42', undef => undef}],
    ['plack033-nested', {cart => [{sku => 'A-1', qty => 2}], empty => [], none => {}, deep => {a => {b => ['c']}}}, {cart => [{sku => 'A-1', qty => 2}], empty => [], none => {}, deep => {a => {b => ['c']}}}],
    ['plack033-characters', {name => "Zoë 李", "schlüssel" => "x", raw => "\xff\x00", long => 'x' x 300}, {name => "Zoë 李", "schlüssel" => "x", raw => {'$bytes' => 'ff00'}, long => 'x' x 300}],
    ['plack033-object', {user => bless({id => 7}, 'My::User'), ok => $JSON::PP::true}, {user => {'$object' => 'My::User', id => 7}, ok => {'$object' => 'JSON::PP::Boolean', value => 1}}],
    ['plack033-shared', {a => $shared, b => $shared}, {a => [1], b => [1]}],
);

sub mint {
    my @vectors = map {
        my ($id, $session, $payload) = @$_;
        my $value = uri_escape($plack->_serialize(Time::HiRes::time(), $session));
        +{id => $id, framework => 'Plack::Middleware::Session::Cookie', version => '0.33, Storable 3.26', format => 'plack-session', now => time * 1000,
            cookies => [{name => 'plack_session', value => $value}], secrets => [{field => 'secret', value => $secret, encoding => 'utf8'}], settings => {},
            expect => {status => 'verified', payload => $payload}};
    } @samples;
    print JSON::PP->new->utf8->canonical->encode(\@vectors);
}

sub accept_sealed {
    local $/;
    for my $cookie (@{decode_json(<STDIN>)}) {
        if ($cookie->{name} eq 'plack_session') {
            my ($time, $b64, $mac) = split /:/, uri_unescape($cookie->{value}), 3;
            print $cookie->{id}, ' ', ($plack->sig($b64) eq $mac ? Dumper(thaw(decode_base64($b64))) : 'REFUSED'), "\n";
            next;
        }
        my $app = Mojolicious->new(secrets => ['example mojo secret']);
        $app->sessions->default_expiration(0)->cookie_name($cookie->{name});
        my $c = $app->build_controller;
        $c->req->cookies({name => $cookie->{name}, value => $cookie->{value}});
        my $session = $c->signed_cookie($cookie->{name}) ? (%{$c->session} ? Dumper($c->session) : $c->signed_cookie($cookie->{name})) : 'REFUSED';
        print $cookie->{id}, ' ', encode('UTF-8', $session), "\n";
    }
}

$ARGV[0] eq 'accept' ? accept_sealed() : mint();
