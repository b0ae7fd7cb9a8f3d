package dev.headway.internal.dashboard.web;

/**
 * Why a request gets no answer but this.
 *
 * @param status of HTTP
 * @param text what a person reads
 */
record Refusal(int status, String text) {}
