/** Every session format. Generated from the folder by `npm run gen`: do not edit. */
import type { SessionFormat } from './define';
import adonisEncrypted from './adonis-encrypted';
import adonisPlain from './adonis-plain';
import adonisSigned from './adonis-signed';
import aiohttpSessionFernet from './aiohttp-session-fernet';
import aiohttpSessionNacl from './aiohttp-session-nacl';
import aiohttpSessionPlain from './aiohttp-session-plain';
import aspnetcoreDataProtection from './aspnetcore-data-protection';
import authTkt from './auth-tkt';
import auth0 from './auth0';
import authjs from './authjs';
import beakerCookie from './beaker-cookie';
import beakerSid from './beaker-sid';
import betterAuthCache from './better-auth-cache';
import betterAuthToken from './better-auth-token';
import bottleSignedCookie from './bottle-signed-cookie';
import cakephpEncrypted from './cakephp-encrypted';
import cookieSession from './cookie-session';
import csurf from './csurf';
import djangoCsrf from './django-csrf';
import djangoMessages from './django-messages';
import djangoSessionId from './django-session-id';
import djangoSignedCookie from './django-signed-cookie';
import djangoSignedSession from './django-signed-session';
import djangoSigning from './django-signing';
import expressSession from './express-session';
import expressSignedCookie from './express-signed-cookie';
import fastifySecureSession from './fastify-secure-session';
import fastifySession from './fastify-session';
import fastifySignedCookie from './fastify-signed-cookie';
import fiberEncrypted from './fiber-encrypted';
import flask from './flask';
import flaskLoginRemember from './flask-login-remember';
import flaskSession from './flask-session';
import flaskWtfCsrf from './flask-wtf-csrf';
import gorillaSecurecookie from './gorilla-securecookie';
import h3Session from './h3-session';
import hapiSignedCookie from './hapi-signed-cookie';
import honoSignedCookie from './hono-signed-cookie';
import iron from './iron';
import ironSession from './iron-session';
import itsdangerous from './itsdangerous';
import jwt from './jwt';
import keygripCookie from './keygrip-cookie';
import koaSession from './koa-session';
import ktorEncrypted from './ktor-encrypted';
import laravelEncrypted from './laravel-encrypted';
import litestar from './litestar';
import mojoliciousEncrypted from './mojolicious-encrypted';
import mojoliciousSigned from './mojolicious-signed';
import nextAuth from './next-auth';
import nextAuthCsrf from './next-auth-csrf';
import oauth2Proxy from './oauth2-proxy';
import opaqueId from './opaque-id';
import payloadCms from './payload-cms';
import phoenixToken from './phoenix-token';
import phpSession from './php-session';
import plackSession from './plack-session';
import playSession from './play-session';
import plugEncrypted from './plug-encrypted';
import plugSigned from './plug-signed';
import pyramidSession from './pyramid-session';
import rackSessionEncrypted from './rack-session-encrypted';
import rackSessionHmac from './rack-session-hmac';
import railsEncrypted from './rails-encrypted';
import railsSigned from './rails-signed';
import remixSession from './remix-session';
import rustCookiePrivate from './rust-cookie-private';
import rustCookieSigned from './rust-cookie-signed';
import shiroRememberMe from './shiro-remember-me';
import sinatraEncrypted from './sinatra-encrypted';
import springRememberMe from './spring-remember-me';
import springSessionId from './spring-session-id';
import starlette from './starlette';
import supabase from './supabase';
import symfonyRememberMe from './symfony-remember-me';
import tornadoSignedCookie from './tornado-signed-cookie';
import tornadoXsrf from './tornado-xsrf';
import webobSigned from './webob-signed';
import wordpressAuth from './wordpress-auth';
import yii2Signed from './yii2-signed';

export const formats: readonly SessionFormat[] = [
  adonisEncrypted,
  adonisPlain,
  adonisSigned,
  aiohttpSessionFernet,
  aiohttpSessionNacl,
  aiohttpSessionPlain,
  aspnetcoreDataProtection,
  authTkt,
  auth0,
  authjs,
  beakerCookie,
  beakerSid,
  betterAuthCache,
  betterAuthToken,
  bottleSignedCookie,
  cakephpEncrypted,
  cookieSession,
  csurf,
  djangoCsrf,
  djangoMessages,
  djangoSessionId,
  djangoSignedCookie,
  djangoSignedSession,
  djangoSigning,
  expressSession,
  expressSignedCookie,
  fastifySecureSession,
  fastifySession,
  fastifySignedCookie,
  fiberEncrypted,
  flask,
  flaskLoginRemember,
  flaskSession,
  flaskWtfCsrf,
  gorillaSecurecookie,
  h3Session,
  hapiSignedCookie,
  honoSignedCookie,
  iron,
  ironSession,
  itsdangerous,
  jwt,
  keygripCookie,
  koaSession,
  ktorEncrypted,
  laravelEncrypted,
  litestar,
  mojoliciousEncrypted,
  mojoliciousSigned,
  nextAuth,
  nextAuthCsrf,
  oauth2Proxy,
  opaqueId,
  payloadCms,
  phoenixToken,
  phpSession,
  plackSession,
  playSession,
  plugEncrypted,
  plugSigned,
  pyramidSession,
  rackSessionEncrypted,
  rackSessionHmac,
  railsEncrypted,
  railsSigned,
  remixSession,
  rustCookiePrivate,
  rustCookieSigned,
  shiroRememberMe,
  sinatraEncrypted,
  springRememberMe,
  springSessionId,
  starlette,
  supabase,
  symfonyRememberMe,
  tornadoSignedCookie,
  tornadoXsrf,
  webobSigned,
  wordpressAuth,
  yii2Signed,
];
