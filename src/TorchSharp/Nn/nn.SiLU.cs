using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>x * sigmoid(x), element by element.</summary>
        public static SiLU SiLU() => new(false);

        /// <summary>x * sigmoid(x), element by element.</summary>
        public static SiLU SiLU(bool inplace) => new(inplace);
    }
}
