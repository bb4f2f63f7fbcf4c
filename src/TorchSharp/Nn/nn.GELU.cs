using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>x times the normal distribution's cumulative share at x, element by element.</summary>
        public static GELU GELU() => new(false);

        /// <summary>x times the normal distribution's cumulative share at x, element by element.</summary>
        public static GELU GELU(bool inplace) => new(inplace);
    }
}
