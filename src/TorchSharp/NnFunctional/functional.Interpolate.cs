using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Resampling the last one, two or three dimensions.
        public static partial class functional
        {
            /// <summary>Resamples [N, C, L], [N, C, H, W] or [N, C, D, H, W] to a size, or by factors.</summary>
            /// <exception cref="ArgumentException">Neither or both of size and factors, or a mode that does not fit the rank or the options.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                var rank = (int)x.Dimensions - 2;
                if (rank is < 1 or > 3)
                    throw new ArgumentException($"interpolate wants 3 to 5 dimensions, got {rank + 2}", nameof(x));
                if (size is null == scale_factor is null)
                    throw new ArgumentException("give either size or scale_factor", nameof(size));
                Check(mode, rank, align_corners, antialias);

                // One number stands for all dimensions.
                size = size is { Length: 1 } ? [.. Enumerable.Repeat(size[0], rank)] : size;
                scale_factor = scale_factor is { Length: 1 } ? [.. Enumerable.Repeat(scale_factor[0], rank)] : scale_factor;
                if ((size?.Length ?? scale_factor!.Length) != rank)
                    throw new ArgumentException($"size or scale_factor must have {rank} numbers for an input of {rank + 2} dimensions", nameof(size));
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = [.. x.shape.Skip(2).Zip(scale_factor, (length, factor) => (long)Math.Floor(length * factor))];
                    scale_factor = null;
                }

                var corners = align_corners ?? false;
                return mode switch
                {
                    InterpolationMode.Nearest => Aten.Call($"upsample_nearest{rank}d.vec", x, size, scale_factor),
                    InterpolationMode.NearestExact => Aten.Call($"_upsample_nearest_exact{rank}d.vec", x, size, scale_factor),
                    InterpolationMode.Linear => Aten.Call("upsample_linear1d.vec", x, size, corners, scale_factor),
                    InterpolationMode.Bilinear => Aten.Call(antialias ? "_upsample_bilinear2d_aa.vec" : "upsample_bilinear2d.vec", x, size, corners, scale_factor),
                    InterpolationMode.Bicubic => Aten.Call(antialias ? "_upsample_bicubic2d_aa.vec" : "upsample_bicubic2d.vec", x, size, corners, scale_factor),
                    InterpolationMode.Trilinear => Aten.Call("upsample_trilinear3d.vec", x, size, corners, scale_factor),
                    _ => Aten.Call($"adaptive_avg_pool{rank}d", x, size),
                };
            }

            private static void Check(InterpolationMode mode, int rank, bool? align_corners, bool antialias)
            {
                var wanted = mode switch
                {
                    InterpolationMode.Linear => 1,
                    InterpolationMode.Bilinear or InterpolationMode.Bicubic => 2,
                    InterpolationMode.Trilinear => 3,
                    _ => rank,
                };
                if (wanted != rank)
                    throw new ArgumentException($"interpolation mode {mode} wants {wanted + 2} dimensions, got {rank + 2}", nameof(mode));
                if (align_corners is not null && mode is (InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Area))
                    throw new ArgumentException($"align_corners means nothing to mode {mode}", nameof(align_corners));
                if (antialias && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic))
                    throw new ArgumentException($"antialias means nothing to mode {mode}", nameof(antialias));
            }
        }
    }
}
