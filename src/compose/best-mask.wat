;; The mask of a QR code with the least penalty (ISO/IEC 18004, 7.8.3), for four lines of modules at a time.
;;
;; A code comes as words, four of which make a vector: rows first, then columns. Of each word, bit 1 is the first module
;; that it answers for, bit 0 the one before; see code-series.ts, which writes them here.
(module
  (memory (export "memory") 1)

  (func $sum (param $lanes v128) (result i32)
    (local $four v128)
    (local.set $four (i32x4.extadd_pairwise_i16x8_u (local.get $lanes)))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $four)) (i32x4.extract_lane 1 (local.get $four)))
      (i32.add (i32x4.extract_lane 2 (local.get $four)) (i32x4.extract_lane 3 (local.get $four)))))

  ;; The number of the best of eight masks, the first where several are as good.
  ;; $code, $masks: addresses of words, each of the masks $length bytes after the one before; $rows bytes of them are rows.
  ;; $limits: by vector, where something may begin: five alike, a module, a finder with white, a block; and what is
  ;;   counted as dark. $above: bytes from a row back to the row above. $modules: of the whole code.
  (func (export "bestMask")
    (param $code i32) (param $masks i32) (param $limits i32) (param $length i32) (param $rows i32)
    (param $above i32) (param $modules i32)
    (result i32)
    (local $mask i32) (local $best i32) (local $least i32) (local $points i32)
    (local $at i32) (local $limit i32) (local $from i32)
    (local $x v128) (local $up v128) (local $same v128) (local $five v128) (local $pair v128)
    (local $finder v128) (local $white v128) (local $after v128) (local $before v128)
    (local $all v128) (local $count v128) (local $blocks v128) (local $few v128) (local $many v128) (local $dark v128)

    (local.set $least (i32.const 0x7fffffff))
    (loop $next_mask
      (local.set $from (i32.add (local.get $masks) (i32.mul (local.get $mask) (local.get $length))))
      (local.set $few (v128.const i32x4 0 0 0 0))
      (local.set $many (v128.const i32x4 0 0 0 0))
      (local.set $dark (v128.const i32x4 0 0 0 0))
      (local.set $at (i32.const 0))
      (local.set $limit (local.get $limits))
      (loop $next_vector
        (local.set $x (v128.xor
          (v128.load (i32.add (local.get $code) (local.get $at)))
          (v128.load (i32.add (local.get $from) (local.get $at)))))
        ;; Modules like the next one.
        (local.set $same (v128.not (v128.xor (local.get $x) (i32x4.shr_u (local.get $x) (i32.const 1)))))

        ;; N1: a run of n >= 5 has n - 4 places where five begin: n - 2 points.
        (local.set $pair (v128.and (local.get $same) (i32x4.shr_u (local.get $same) (i32.const 1))))
        (local.set $five (v128.and
          (v128.and (local.get $pair) (i32x4.shr_u (local.get $pair) (i32.const 2)))
          (v128.load (local.get $limit))))
        (local.set $all (v128.load offset=16 (local.get $limit)))
        (local.set $count (i8x16.popcnt (v128.and
          (v128.andnot (local.get $five) (i32x4.shl (local.get $five) (i32.const 1)))
          (local.get $all))))
        (local.set $count (i8x16.add
          (i8x16.add (local.get $count) (local.get $count))
          (i8x16.popcnt (v128.and (local.get $five) (local.get $all)))))

        (if (i32.lt_u (local.get $at) (local.get $rows))
          (then
            ;; N2: blocks of two by two.
            (local.set $up (v128.xor
              (v128.load (i32.sub (i32.add (local.get $code) (local.get $at)) (local.get $above)))
              (v128.load (i32.sub (i32.add (local.get $from) (local.get $at)) (local.get $above)))))
            (local.set $blocks (i8x16.popcnt (v128.and
              (v128.andnot
                (v128.andnot (local.get $same)
                  (v128.xor (local.get $up) (i32x4.shr_u (local.get $up) (i32.const 1))))
                (v128.xor (local.get $x) (local.get $up)))
              (v128.load offset=48 (local.get $limit)))))
            (local.set $count (i8x16.add (local.get $count)
              (i8x16.add (local.get $blocks) (i8x16.add (local.get $blocks) (local.get $blocks)))))
            (local.set $dark (i16x8.add (local.get $dark) (i16x8.extadd_pairwise_i8x16_u
              (i8x16.popcnt (v128.and (local.get $x) (v128.load offset=64 (local.get $limit)))))))))
        ;; Of a byte at most 8 + 2 * 2 + 3 * 8.
        (local.set $few (i16x8.add (local.get $few) (i16x8.extadd_pairwise_i8x16_u (local.get $count))))

        ;; N3: 1011101 with four white modules after or before it; few vectors have one.
        (local.set $pair (v128.and (local.get $x) (i32x4.shr_u (local.get $x) (i32.const 2))))
        (local.set $finder (v128.andnot
          (v128.and
            (v128.and (local.get $pair) (i32x4.shr_u (local.get $pair) (i32.const 4)))
            (i32x4.shr_u (local.get $x) (i32.const 3)))
          (v128.or (i32x4.shr_u (local.get $x) (i32.const 1)) (i32x4.shr_u (local.get $x) (i32.const 5)))))
        (local.set $white (v128.or (local.get $x) (i32x4.shr_u (local.get $x) (i32.const 1))))
        (local.set $white (v128.not
          (v128.or (local.get $white) (i32x4.shr_u (local.get $white) (i32.const 2)))))
        (local.set $after (v128.and
          (v128.and (local.get $finder) (i32x4.shr_u (local.get $white) (i32.const 7)))
          (v128.load offset=32 (local.get $limit))))
        (local.set $before (v128.and
          (v128.and (local.get $white) (i32x4.shr_u (local.get $finder) (i32.const 4)))
          (v128.load offset=32 (local.get $limit))))
        (if (v128.any_true (v128.or (local.get $after) (local.get $before)))
          (then (local.set $many (i16x8.add (local.get $many) (i16x8.extadd_pairwise_i8x16_u
            (i8x16.add (i8x16.popcnt (local.get $after)) (i8x16.popcnt (local.get $before))))))))

        (local.set $limit (i32.add (local.get $limit) (i32.const 80)))
        (br_if $next_vector (i32.lt_u
          (local.tee $at (i32.add (local.get $at) (i32.const 16)))
          (local.get $length))))

      ;; N4, rounded as `qrcode` does.
      (local.set $points (i32.add
        (i32.add (call $sum (local.get $few)) (i32.mul (call $sum (local.get $many)) (i32.const 40)))
        (i32.mul (i32.const 10) (i32.trunc_f64_s (f64.abs (f64.sub
          (f64.ceil (f64.div
            (f64.div
              (f64.convert_i32_u (i32.mul (call $sum (local.get $dark)) (i32.const 100)))
              (f64.convert_i32_u (local.get $modules)))
            (f64.const 5)))
          (f64.const 10)))))))
      (if (i32.lt_s (local.get $points) (local.get $least))
        (then
          (local.set $least (local.get $points))
          (local.set $best (local.get $mask))))
      (br_if $next_mask (i32.lt_u
        (local.tee $mask (i32.add (local.get $mask) (i32.const 1)))
        (i32.const 8))))
    (local.get $best)))
